// A photo is made smaller on the telephone before it travels: what stays is enough to read a paper, and a slow
// line carries a tenth. Anything that fails here sends the photo as it is; the server judges either alike.
const LONGEST = 2000; // pixels of the longer side: about 170 on an inch of a whole sheet
const QUALITY = 0.8;
const LARGE = 300 * 1024; // bytes; smaller ones go as they are

async function smaller(file) {
  const image = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, LONGEST / Math.max(image.width, image.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(image.width * scale);
  canvas.height = Math.round(image.height * scale);
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#fff"; // what was transparent is paper
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  image.close();
  const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
  return blob && blob.size < file.size ? new File([blob], `${file.name}.jpg`, { type: blob.type }) : file;
}

async function shrink(field) {
  const all = new DataTransfer();
  for (const file of field.files)
    all.items.add(file.type.startsWith("image/") && file.size > LARGE ? await smaller(file).catch(() => file) : file);
  field.files = all.files;
}

const running = new Map(); // field -> its work

document.addEventListener("change", (event) => {
  const field = event.target;
  if (!field.matches?.("input[type=file][data-shrink]") || !field.files.length) return;
  const work = shrink(field).catch(() => {}).finally(() => running.get(field) === work && running.delete(field));
  running.set(field, work);
});

// whoever sends at once waits for it
document.addEventListener("submit", (event) => {
  const waits = [...running].filter(([field]) => field.form === event.target).map(([, work]) => work);
  if (!waits.length) return;
  const sender = event.submitter;
  event.preventDefault();
  event.stopImmediatePropagation();
  Promise.all(waits).then(() => event.target.requestSubmit(sender));
}, true);
