
// A click on a column's title sorts a table with several rows; a second click reverses the order.

function makeSortable(table) {
  const body = table.tBodies[0];
  if (body.rows.length < 2) return;
  [...table.tHead.rows[0].cells].forEach((title, column) => {
    const button = element("button", { type: "button" }, title.textContent);
    title.replaceChildren(button);
    button.addEventListener("click", () => {
      const direction = title.getAttribute("aria-sort") === "ascending" ? -1 : 1;
      for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
      title.setAttribute("aria-sort", direction === 1 ? "ascending" : "descending");
      body.append(...[...body.rows].sort((a, b) => direction * compare(a.cells[column], b.cells[column])));
    });
  });
}

function compare(a, b) {
  const [left, right] = [a, b].map(cell => cell.querySelector("data")?.value);
  return left && right ? Number(left) - Number(right) : a.textContent.localeCompare(b.textContent, "en", { numeric: true });
}
