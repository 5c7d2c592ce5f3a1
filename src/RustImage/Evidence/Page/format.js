
// Texts and elements. Nothing of the report is ever parsed as HTML.

const units = ["B", "kB", "MB", "GB", "TB"];

function size(bytes) {
  let unit = 0;
  for (; bytes >= (unit === 0 ? 1000 : 999.95) && unit < units.length - 1; unit++) bytes /= 1000;
  return `${unit === 0 ? bytes : bytes.toFixed(1)} ${units[unit]}`;
}

function count(number, noun) {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}

function percent(share) {
  return `${(share * 100).toFixed(1)} %`;
}

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}
