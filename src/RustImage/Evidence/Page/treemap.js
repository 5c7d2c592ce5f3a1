
// A squarified treemap: M. Bruls, K. Huizing, J. J. van Wijk, "Squarified Treemaps", 2000.

/** Returns rectangles for items sorted by size, each in proportion to its size. Items of size 0 get none. */
function squarify(items, box) {
  const sized = items.filter(item => item.size > 0);
  const total = sized.reduce((sum, item) => sum + item.size, 0);
  const scale = box.width * box.height / total;
  const placed = [];
  let rest = { ...box };
  for (let start = 0; start < sized.length;) {
    const side = Math.min(rest.width, rest.height);
    let end = start + 1;
    let area = sized[start].size * scale;
    // A row takes items as long as its least square rectangle gets more square.
    while (end < sized.length) {
      const next = area + sized[end].size * scale;
      if (worst(sized[start].size * scale, sized[end].size * scale, next, side) > worst(sized[start].size * scale, sized[end - 1].size * scale, area, side)) break;
      area = next;
      end++;
    }
    rest = placeRow(sized.slice(start, end), area, scale, rest, placed);
    start = end;
  }
  return placed;
}

/** The ratio of the sides of a row's least square rectangle, which is that of its largest or its smallest item. */
function worst(largest, smallest, area, side) {
  return Math.max(side * side * largest / (area * area), area * area / (side * side * smallest));
}

function placeRow(row, area, scale, rest, placed) {
  const isUpright = rest.width >= rest.height;
  const thickness = area / (isUpright ? rest.height : rest.width);
  let { x, y } = rest;
  for (const item of row) {
    const length = item.size * scale / thickness;
    placed.push({ item, box: isUpright ? { x, y, width: thickness, height: length } : { x, y, width: length, height: thickness } });
    if (isUpright) y += length;
    else x += length;
  }
  return isUpright
    ? { x: rest.x + thickness, y: rest.y, width: rest.width - thickness, height: rest.height }
    : { x: rest.x, y: rest.y + thickness, width: rest.width, height: rest.height - thickness };
}
