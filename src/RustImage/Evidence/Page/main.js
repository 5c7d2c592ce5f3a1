
const byId = id => document.getElementById(id);
const root = imageTree();
for (const id of ["why", "map", "files"]) byId(id).hidden = false;
createMap(root, byId("treemap"), byId("trail"), byId("details"));
createSearch(byId("question"), byId("count"), byId("answers"));
byId("tree").append(...[...root.children].sort((a, b) => a.index - b.index).map(branch));
document.querySelectorAll("table").forEach(makeSortable);
