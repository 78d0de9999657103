// Enhancement only: every page does its work without this file. Each part is fetched when a page needs it.
const parts = [
  ["form", "./once.js"],
];

for (const [wanted, address] of parts) {
  if (document.querySelector(wanted)) {
    import(address).then((part) => part.begin(document)).catch(() => {});
  }
}
