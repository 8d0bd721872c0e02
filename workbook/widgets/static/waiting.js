// Waits for a place in the room: says which place in the line one has, and opens the page when it is one's turn.

const line = document.getElementById("wb-place");
const every = Number(line.dataset.every) * 1000;

async function ask() {
  try {
    const answer = await fetch(line.dataset.address, { cache: "no-store" });
    const { place, free } = await answer.json();
    if (free) return location.reload();
    const words = place === 1 ? "You are next." : `You are number ${place} in the line.`;
    if (line.textContent !== words) line.textContent = words;
  } catch (error) {
    console.warn(error); // the server is being started anew: the next question may be answered
  }
  setTimeout(ask, every);
}

setTimeout(ask, every);
