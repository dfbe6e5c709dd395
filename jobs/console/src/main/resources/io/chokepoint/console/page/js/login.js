// The token comes from the form, or behind the # of a link: browsers keep that part to themselves.
const form = document.getElementById("login");
const refused = document.getElementById("refused");

async function give(token) {
  const answer = await fetch("/api/v1/login", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ token }),
  });
  if (answer.ok) {
    location.replace("/");
  } else {
    refused.textContent = (await answer.json()).error.message;
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  give(document.getElementById("token").value);
});

const linked = decodeURIComponent(location.hash.slice(1));
if (linked) {
  history.replaceState(null, "", "/login");
  give(linked);
}
