// Asks once a second whether there is more, and puts it in place: the server has rendered and escaped it.
"use strict";

const messages = document.getElementById("messages");
const live = document.getElementById("live");
let seen = messages.dataset.count;

function choose() {
  for (const { name, value } of document.querySelectorAll("input[type=radio]:checked")) {
    document.body.dataset[name] = value;
  }
}

function place(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const before = [...messages.children].map((column) => column.querySelectorAll("article").length);
  messages.replaceChildren(...page.body.children);
  seen = messages.firstElementChild.dataset.count;
  live.textContent = seen;
  [...messages.children].forEach((column, index) => {
    const articles = [...column.querySelectorAll("article")];
    articles.slice(0, articles.length - before[index]).forEach((article) => article.classList.add("new"));
  });
}

async function refresh() {
  try {
    const answer = await fetch(`/messages?seen=${seen}`);
    if (answer.status === 200) place(await answer.text());
    live.classList.remove("gone");
  } catch {
    live.classList.add("gone");
  }
}

document.addEventListener("change", choose);
choose();
setInterval(refresh, 1000);
