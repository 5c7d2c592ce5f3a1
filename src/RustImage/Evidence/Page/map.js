
// The treemap on the page: groups with their titles, files as tiles, a trail back, and what the pointer or the focus is on.

const titleHeight = 20;
const smallest = 3;

function createMap(root, surface, trail, details) {
  let current = root;
  let chosen = null;

  function draw() {
    const box = { x: 0, y: 0, width: surface.clientWidth, height: surface.clientHeight };
    const parts = document.createDocumentFragment();
    drawInside(current, box, parts);
    surface.replaceChildren(parts);
    const first = surface.querySelector("[aria-current]") ?? surface.querySelector("button");
    if (first) first.tabIndex = 0;
    drawTrail();
  }

  function drawInside(parent, box, parts) {
    for (const { item, box: place } of squarify(parent.children, box)) {
      // An item that is too small to see keeps the colour of its group.
      if (place.width < smallest || place.height < smallest) continue;
      if (item.children.length > 0 && place.width > 36 && place.height > titleHeight * 2) drawGroup(item, place, parts);
      else parts.append(tile(item, place));
    }
  }

  function drawGroup(item, place, parts) {
    // A group with a single group in it is skipped: it needs no frame.
    for (; item.children.length === 1 && item.children[0].children.length > 0; item = item.children[0]);
    parts.append(at(element("div", { className: "group" }), place, item));
    parts.append(at(button(item, "title"), { x: place.x + 1, y: place.y + 1, width: place.width - 2, height: titleHeight }, item));
    const inside = { x: place.x + 3, y: place.y + titleHeight + 1, width: place.width - 6, height: place.height - titleHeight - 4 };
    drawInside(item, inside, parts);
  }

  function tile(item, place) {
    const made = button(item, "tile");
    if (place.width < 44 || place.height < titleHeight) {
      made.replaceChildren();
      made.classList.add("bare");
    }
    if (place.height < titleHeight * 2) made.lastChild?.remove();
    return at(made, place, item);
  }

  function button(item, className) {
    const isLeaf = item.children.length === 0;
    const made = element("button", { type: "button", className, tabIndex: -1, title: item.file?.path ?? item.name },
      element("span", {}, className === "title" ? titleOf(item) : item.name), element("small", {}, size(item.size)));
    made.setAttribute("aria-label", `${item.file?.path ?? item.name}, ${item.kind}, ${size(item.size)}${isLeaf ? "" : ", look inside"}`);
    if (item === chosen) made.setAttribute("aria-current", "true");
    made.addEventListener("click", () => isLeaf ? choose(item) : show(item));
    made.addEventListener("pointerenter", () => describe(item));
    made.addEventListener("focus", () => describe(item));
    return made;
  }

  function titleOf(item) {
    const above = item.parent;
    return above && above !== current && above.children.length === 1 ? `${titleOf(above)} › ${item.name}` : item.name;
  }

  function at(made, place, item) {
    Object.assign(made.style, { left: `${place.x}px`, top: `${place.y}px`, width: `${place.width}px`, height: `${place.height}px` });
    made.style.setProperty("--hue", hueOf(item));
    return made;
  }

  function drawTrail() {
    const path = [];
    for (let item = current; item; item = item.parent) path.unshift(item);
    trail.replaceChildren(...path.map(item => item === current
      ? element("span", {}, `${item.name} (${size(item.size)})`)
      : element("button", { type: "button", onclick: () => show(item) }, item.name)));
  }

  function describe(item) {
    details.replaceChildren(...(item.file ? explain(item.file) : describeGroup(item)));
  }

  function describeGroup(item) {
    const version = item.kind === "package" ? ` ${packages.get(item.name)?.version ?? ""}` : "";
    return [element("p", { className: "chain" }, item.name + version),
      element("p", { className: "facts" }, `${item.kind}, ${size(item.size)} in ${count(item.files, "file")}, ${percent(item.size / root.size)} of the image`)];
  }

  function choose(item) {
    chosen = item;
    draw();
    describe(item);
    surface.querySelector("[aria-current]")?.focus();
  }

  function show(item) {
    current = item;
    draw();
    describe(item);
    surface.querySelector("button")?.focus({ preventScroll: true });
  }

  surface.addEventListener("keydown", event => {
    const buttons = [...surface.querySelectorAll("button")];
    const move = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (move) {
      const next = buttons[(buttons.indexOf(document.activeElement) + move + buttons.length) % buttons.length];
      for (const each of buttons) each.tabIndex = each === next ? 0 : -1;
      next.focus();
    } else if (event.key === "Escape" && current.parent) {
      show(current.parent);
    } else {
      return;
    }
    event.preventDefault();
  });

  new ResizeObserver(draw).observe(surface);
  describe(root);
}

/** Shows the chain or the reason, and the facts of one file. */
function explain(file) {
  const layer = report.layers[file.layer];
  const owner = packages.get(file.package);
  const facts = [file.target ? `link to ${file.target}` : size(file.size), `layer ${file.layer + 1}, ${layer.title}`, `mode ${file.mode}, owner ${file.userId}:${file.groupId}`];
  if (owner) facts.push(`package ${owner.name} ${owner.version}`, owner.licences.length ? owner.licences.slice(0, 3).join(", ") : "licence: see its copyright file");
  const why = file.chain
    ? element("p", { className: "chain" }, ...file.chain.map(link => element("span", { title: link.path }, link.name)))
    : element("p", { className: "chain" }, file.reason);
  return [why, element("p", { className: "facts" }, element("code", {}, file.path), ` · ${facts.join(" · ")}`)];
}
