
// The report as a tree: image, layers, packages or directories, files. The size of a node is the sum of all nodes below it.

const report = JSON.parse(document.getElementById("report").textContent);
const packages = new Map(report.packages.map(p => [p.name, p]));

function node(name, kind, more) {
  return { name, kind, size: 0, files: 0, children: [], ...more };
}

function add(parent, child) {
  child.parent = parent;
  parent.children.push(child);
  return child;
}

function directoryTree(parent, files) {
  const directories = new Map();
  const place = path => {
    if (path === "") return parent;
    if (!directories.has(path)) {
      const slash = path.lastIndexOf("/");
      directories.set(path, add(place(path.slice(0, slash)), node(path.slice(slash + 1) + "/", "directory")));
    }
    return directories.get(path);
  };
  for (const file of files) add(place(file.path.slice(0, file.path.lastIndexOf("/"))), leaf(file));
}

function leaf(file) {
  return node(file.path.slice(file.path.lastIndexOf("/") + 1), "file", { file, size: file.size, files: file.type === "file" ? 1 : 0 });
}

/** Sums sizes, sorts by size, and joins a directory with its only child. */
function finish(parent) {
  parent.children = parent.children.map(child => {
    finish(child);
    const only = child.kind === "directory" && child.children.length === 1 ? child.children[0] : null;
    return only ? Object.assign(only, { name: child.name + only.name, parent }) : child;
  });
  for (const child of parent.children) {
    parent.size += child.size;
    parent.files += child.files;
  }
  parent.children.sort((a, b) => b.size - a.size || (a.name < b.name ? -1 : 1));
}

function imageTree() {
  const root = node(report.names[0], "image");
  const layers = report.layers.map((layer, index) => add(root, node(layer.title, "layer", { hue: 210 + index * 47, index, layer })));
  const owned = layers.map(() => new Map());
  for (const file of report.files.filter(f => f.type !== "directory")) {
    const name = file.package ?? "";
    const group = owned[file.layer];
    if (!group.has(name)) group.set(name, []);
    group.get(name).push(file);
  }
  layers.forEach((layer, index) => {
    for (const [name, files] of owned[index]) {
      if (name === "") directoryTree(layer, files);
      else files.forEach(function (file) { add(this, leaf(file)); }, add(layer, node(name, "package")));
    }
    if (layer.layer.isBase) Object.assign(layer, { size: layer.layer.size });
  });
  finish(root);
  return root;
}

function hueOf(item) {
  return item.hue ?? (item.parent ? hueOf(item.parent) : 210);
}

/** The names that a search can find a file by. */
function names(file) {
  return [file.path, file.package, file.chain?.[0].name].filter(Boolean);
}
