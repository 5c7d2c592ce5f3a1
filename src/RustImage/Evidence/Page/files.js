
// All files as a tree with branches that can be opened, for readers who do not use the map. A branch is filled when it is first opened.

function branch(item) {
  const made = element("details", {},
    element("summary", {}, item.name, " ", element("small", {}, `${item.kind}, ${count(item.files, "file")}, ${size(item.size)}`)));
  made.addEventListener("toggle", () => {
    if (made.open && made.children.length === 1) made.append(...inside(item));
  });
  return made;
}

function inside(item) {
  const leaves = item.children.filter(child => child.file);
  const list = element("ul", {}, ...leaves.map(child => element("li", {},
    element("code", {}, child.file.path), " ", element("small", {}, child.file.target ? `→ ${child.file.target}` : size(child.size)),
    element("p", {}, child.file.chain ? child.file.chain.map(link => link.name).join(" ← ") : child.file.reason))));
  return [...item.children.filter(child => !child.file).map(branch), ...(leaves.length ? [list] : [])];
}
