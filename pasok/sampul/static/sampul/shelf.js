// What a member's device keeps between two visits: the release that was promised. It is of use to nobody before the
// deadline, for the server gives out nothing to release before that.

import { say } from "./words.js";

const promised = (request) => new Promise((good, bad) => {
  request.onsuccess = () => good(request.result);
  request.onerror = () => bad(request.error);
});

async function shelf(mode) {
  const opening = indexedDB.open("sampul-janji", 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore("releases");
  return (await promised(opening)).transaction("releases", mode).objectStore("releases");
}

export const kept = async (place) => promised((await shelf("readonly")).get(place)).catch(() => null);
export const keep = async (place, given) => promised((await shelf("readwrite")).put(given, place));

export async function json(address) {
  const response = await fetch(address, { cache: "no-store", headers: { Accept: "application/json" } });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error((answer.reasons ?? [say("Server tidak menjawab. Coba lagi.")]).join(" "));
  return answer;
}
