// Step 3: a client that greets the server, sends what is typed and prints what comes back.
const lesson = require("../lesson");
const WebSocket = require("ws");

const socket = new WebSocket(lesson.url(), lesson.clientLimits);
lesson.watch(socket);

socket.addEventListener("open", () => {
  console.log("Connesso al server WebSocket!");
  inviaMessaggio("Ciao, server!");
  lesson.typed(inviaMessaggio);
});

socket.addEventListener("message", event => {
  console.log("Risposta dal server:", event.data);
});

socket.addEventListener("close", event => lesson.ended(event));

function inviaMessaggio(testo) {
  socket.send(testo);
}
