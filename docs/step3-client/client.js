// Step 3: a client that greets the server, sends what is typed and prints what comes back.
const lesson = require("../lesson");
const WebSocket = require("ws");

const socket = new WebSocket(lesson.url(), lesson.clientLimits);
lesson.talk(socket, inviaMessaggio);

socket.addEventListener("open", () => {
  console.log("Connesso al server WebSocket!");
  inviaMessaggio("Ciao, server!");
});

socket.addEventListener("message", event => {
  console.log("Risposta dal server:", event.data);
});

function inviaMessaggio(testo) {
  socket.send(testo);
}
