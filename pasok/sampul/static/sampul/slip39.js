// A member's identity as 33 words for a paper, and back: SLIP-0039, one share of one, without a passphrase.
// The same as slip39.py, which says more. Nothing of this leaves the page.

import { say } from "./words.js";

const WORDS = `
academic acid acne acquire acrobat activity actress adapt adequate adjust admit adorn adult advance advocate afraid
again agency agree aide aircraft airline airport ajar alarm album alcohol alien alive alpha already alto aluminum
always amazing ambition amount amuse analysis anatomy ancestor ancient angel angry animal answer antenna anxiety
apart aquatic arcade arena argue armed artist artwork aspect auction august aunt average aviation avoid award away
axis axle beam beard beaver become bedroom behavior being believe belong benefit best beyond bike biology birthday
bishop black blanket blessing blimp blind blue body bolt boring born both boundary bracelet branch brave breathe
briefing broken brother browser bucket budget building bulb bulge bumpy bundle burden burning busy buyer cage
calcium camera campus canyon capacity capital capture carbon cards careful cargo carpet carve category cause ceiling
center ceramic champion change charity check chemical chest chew chubby cinema civil class clay cleanup client
climate clinic clock clogs closet clothes club cluster coal coastal coding column company corner costume counter
course cover cowboy cradle craft crazy credit cricket criminal crisis critical crowd crucial crunch crush crystal
cubic cultural curious curly custody cylinder daisy damage dance darkness database daughter deadline deal debris
debut decent decision declare decorate decrease deliver demand density deny depart depend depict deploy describe
desert desire desktop destroy detailed detect device devote diagnose dictate diet dilemma diminish dining diploma
disaster discuss disease dish dismiss display distance dive divorce document domain domestic dominant dough downtown
dragon dramatic dream dress drift drink drove drug dryer duckling duke duration dwarf dynamic early earth easel easy
echo eclipse ecology edge editor educate either elbow elder election elegant element elephant elevator elite else
email emerald emission emperor emphasis employer empty ending endless endorse enemy energy enforce engage enjoy
enlarge entrance envelope envy epidemic episode equation equip eraser erode escape estate estimate evaluate evening
evidence evil evoke exact example exceed exchange exclude excuse execute exercise exhaust exotic expand expect
explain express extend extra eyebrow facility fact failure faint fake false family famous fancy fangs fantasy fatal
fatigue favorite fawn fiber fiction filter finance findings finger firefly firm fiscal fishing fitness flame flash
flavor flea flexible flip float floral fluff focus forbid force forecast forget formal fortune forward founder
fraction fragment frequent freshman friar fridge friendly frost froth frozen fumes funding furl fused galaxy game
garbage garden garlic gasoline gather general genius genre genuine geology gesture glad glance glasses glen glimpse
goat golden graduate grant grasp gravity gray greatest grief grill grin grocery gross group grownup grumpy guard
guest guilt guitar gums hairy hamster hand hanger harvest have havoc hawk hazard headset health hearing heat helpful
herald herd hesitate hobo holiday holy home hormone hospital hour huge human humidity hunting husband hush husky
hybrid idea identify idle image impact imply improve impulse include income increase index indicate industry infant
inform inherit injury inmate insect inside install intend intimate invasion involve iris island isolate item ivory
jacket jerky jewelry join judicial juice jump junction junior junk jury justice kernel keyboard kidney kind kitchen
knife knit laden ladle ladybug lair lamp language large laser laundry lawsuit leader leaf learn leaves lecture legal
legend legs lend length level liberty library license lift likely lilac lily lips liquid listen literary living
lizard loan lobe location losing loud loyalty luck lunar lunch lungs luxury lying lyrics machine magazine maiden
mailman main makeup making mama manager mandate mansion manual marathon march market marvel mason material math
maximum mayor meaning medal medical member memory mental merchant merit method metric midst mild military mineral
minister miracle mixed mixture mobile modern modify moisture moment morning mortgage mother mountain mouse move much
mule multiple muscle museum music mustang nail national necklace negative nervous network news nuclear numb numerous
nylon oasis obesity object observe obtain ocean often olympic omit oral orange orbit order ordinary organize ounce
oven overall owner paces pacific package paid painting pajamas pancake pants papa paper parcel parking party patent
patrol payment payroll peaceful peanut peasant pecan penalty pencil percent perfect permit petition phantom pharmacy
photo phrase physics pickup picture piece pile pink pipeline pistol pitch plains plan plastic platform playoff
pleasure plot plunge practice prayer preach predator pregnant premium prepare presence prevent priest primary
priority prisoner privacy prize problem process profile program promise prospect provide prune public pulse pumps
punish puny pupal purchase purple python quantity quarter quick quiet race racism radar railroad rainbow raisin
random ranked rapids raspy reaction realize rebound rebuild recall receiver recover regret regular reject relate
remember remind remove render repair repeat replace require rescue research resident response result retailer
retreat reunion revenue review reward rhyme rhythm rich rival river robin rocky romantic romp roster round royal
ruin ruler rumor sack safari salary salon salt satisfy satoshi saver says scandal scared scatter scene scholar
science scout scramble screw script scroll seafood season secret security segment senior shadow shaft shame shaped
sharp shelter sheriff short should shrimp sidewalk silent silver similar simple single sister skin skunk slap
slavery sled slice slim slow slush smart smear smell smirk smith smoking smug snake snapshot sniff society software
soldier solution soul source space spark speak species spelling spend spew spider spill spine spirit spit spray
sprinkle square squeeze stadium staff standard starting station stay steady step stick stilt story strategy strike
style subject submit sugar suitable sunlight superior surface surprise survive sweater swimming swing switch
symbolic sympathy syndrome system tackle tactics tadpole talent task taste taught taxi teacher teammate teaspoon
temple tenant tendency tension terminal testify texture thank that theater theory therapy thorn threaten thumb
thunder ticket tidy timber timely ting tofu together tolerate total toxic tracks traffic training transfer trash
traveler treat trend trial tricycle trip triumph trouble true trust twice twin type typical ugly ultimate umbrella
uncover undergo unfair unfold unhappy union universe unkind unknown unusual unwrap upgrade upstairs username usher
usual valid valuable vampire vanish various vegan velvet venture verdict verify very veteran vexed victim video view
vintage violence viral visitor visual vitamins vocal voice volume voter voting walnut warmth warn watch wavy wealthy
weapon webcam welcome welfare western width wildlife window wine wireless wisdom withdraw wits wolf woman work
worthy wrap wrist writing wrote year yelp yield yoga zero
`.trim().split(/\s+/);
const BY_START = new Map(WORDS.map((word, number) => [word.slice(0, 4), number]));
const GENERATOR = [0xE0E040, 0x1C1C080, 0x3838100, 0x7070200, 0xE0E0009,
  0x1C0C2412, 0x38086C24, 0x3090FC48, 0x21B1F890, 0x3F3F120];
const BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
const BECH32_GENERATOR = [0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3];
const PREFIX = "age-secret-key-";
const [HEAD, SUM, ROUNDS, ITERATIONS] = [4, 3, 4, 10000];
const utf8 = (text) => Array.from(new TextEncoder().encode(text));

// A number from groups of bits, and groups from a number; the highest first.
const joined = (groups, bits) => groups.reduce((value, one) => (value << BigInt(bits)) | BigInt(one), 0n);
const parted = (value, bits, count) =>
  Array.from({ length: count }, (_, at) => Number((BigInt(value) >> BigInt(bits * (count - 1 - at))) & BigInt(2 ** bits - 1)));

// The checksums of both texts: RS1024 with (GENERATOR, 20, 10), bech32 with (BECH32_GENERATOR, 25, 5).
function remainder(values, generator, low, bits) {
  let total = 1;
  for (const value of values) {
    const top = total >>> low;
    total = (((total & (2 ** low - 1)) << bits) ^ value) >>> 0;
    generator.forEach((part, at) => { if ((top >>> at) & 1) total = (total ^ part) >>> 0; });
  }
  return total;
}

const sum1024 = (extendable, data) =>
  remainder([...utf8(extendable ? "shamir_extendable" : "shamir"), ...data], GENERATOR, 20, 10);

// ---- four rounds of PBKDF2; the same in the other order undoes them

async function mixed(turn, salt, work, size) {
  const key = await crypto.subtle.importKey("raw", Uint8Array.of(turn), "PBKDF2", false, ["deriveBits"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt: Uint8Array.from(salt), iterations: (ITERATIONS << work) / ROUNDS };
  return new Uint8Array(await crypto.subtle.deriveBits(how, key, size * 8));
}

async function feistel(data, salt, turns, work) {
  const half = data.length / 2;
  let [left, right] = [data.slice(0, half), data.slice(half)];
  for (const turn of turns) {
    const mask = await mixed(turn, [...salt, ...right], work, half);
    [left, right] = [right, left.map((one, at) => one ^ mask[at])];
  }
  return [...right, ...left];
}

// ---- words

// AGE-SECRET-KEY-1… as a list of words.
export async function wordsOf(identity) {
  const number = crypto.getRandomValues(new Uint16Array(1))[0] >> 1;
  const sealed = await feistel(bytesOf(identity), [], [0, 1, 2, 3], 0);
  const head = [number >> 5, ((number & 31) << 5) | 16, 0, 0]; // extendable, no more work, 1 of 1 of 1 of 1
  const data = [...head, ...parted(joined(sealed, 8), 10, 26)];
  const total = sum1024(true, [...data, 0, 0, 0]) ^ 1;
  return [...data, ...parted(total, 10, SUM)].map((one) => WORDS[one]);
}

function numbers(text) {
  const given = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (given.length < 20) throw new Error(say("Kertas kunci memuat {n} kata.", { n: 33 }));
  return given.map((word, at) => {
    const number = BY_START.get(word.slice(0, 4));
    if (number === undefined || ![WORDS[number], word.slice(0, 4)].includes(word)) {
      throw new Error(say("Kata ke-{n} tidak dikenal: {word}.", { n: at + 1, word }));
    }
    return number;
  });
}

// The bytes that a lone share says.
export async function secretOf(text) {
  const data = numbers(text);
  const head = joined(data.slice(0, HEAD), 10);
  const [extendable, work] = [Boolean((head >> 24n) & 1n), Number((head >> 20n) & 15n)];
  if (sum1024(extendable, data) !== 1) {
    throw new Error(say("Kata-kata ini tidak cocok satu sama lain. Periksa ejaan dan urutannya."));
  }
  const bits = (data.length - HEAD - SUM) * 10;
  const [size, value] = [bits >> 4, joined(data.slice(HEAD, -SUM), 10)];
  if ((head & 0xFFFFFn) || bits < 128 || bits % 16 > 8 || value >> BigInt(size * 16)) {
    throw new Error(say("Kata-kata ini bukan kertas kunci Pasok."));
  }
  const salt = extendable ? [] : [...utf8("shamir"), ...parted(head >> 25n, 8, 2)];
  return feistel(parted(value, 8, size * 2), salt, [3, 2, 1, 0], work);
}

// AGE-SECRET-KEY-1… from the words of a paper.
export async function identityOf(text) {
  const secret = await secretOf(text);
  if (secret.length !== 32) throw new Error(say("Kertas kunci memuat {n} kata.", { n: 33 }));
  const data = parted(joined(secret, 8) << 4n, 5, 52);
  const total = bech32([...data, 0, 0, 0, 0, 0, 0]) ^ 1;
  return `${PREFIX}1${[...data, ...parted(total, 5, 6)].map((one) => BECH32[one]).join("")}`.toUpperCase();
}

// ---- the text of an age identity (bech32)

function bech32(data) {
  const letters = utf8(PREFIX);
  return remainder([...letters.map((one) => one >> 5), 0, ...letters.map((one) => one & 31), ...data], BECH32_GENERATOR, 25, 5);
}

function bytesOf(identity) {
  const data = Array.from(identity.trim().toLowerCase().slice(PREFIX.length + 1), (one) => BECH32.indexOf(one));
  if (data.length !== 58 || bech32(data) !== 1) throw new Error("not an age identity");
  return parted(joined(data.slice(0, 52), 5) >> 4n, 8, 32);
}
