
// "Why is it here?": the files that a question names, each with its chain. #why=NAME in the address asks at once.

const maximumAnswers = 50;

function createSearch(input, status, list) {
  function ask() {
    const question = input.value.trim().toLowerCase();
    const named = question ? report.files.filter(f => f.type !== "directory" && names(f).some(n => n.toLowerCase().includes(question))) : [];
    // A package's record is there because its files are.
    const files = named.some(f => !f.isRecord) ? named.filter(f => !f.isRecord) : named;
    list.replaceChildren(...files.slice(0, maximumAnswers).map(file => element("li", {}, ...explain(file))));
    status.textContent = !question ? ""
      : files.length > maximumAnswers ? `${count(files.length, "file")}, the first ${maximumAnswers} are shown`
        : files.length ? count(files.length, "file") : "Nothing in the image has that in its name.";
  }

  input.addEventListener("input", ask);
  const given = new URLSearchParams(location.hash.slice(1)).get("why");
  if (given) {
    input.value = given;
    ask();
  }
}
