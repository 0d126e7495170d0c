// The tutorial's client of step 6: it listens to messages, as in step 3, on its first socket only.
const WebSocket = require("ws");

let socket;

function connettiWebSocket() {
  socket = new WebSocket(process.env.URL);

  socket.addEventListener("open", () => console.log("Connesso!"));

  socket.addEventListener("close", () => {
    console.log("Connessione persa. Riconnessione...");
    setTimeout(connettiWebSocket, 3000);
  });
}

connettiWebSocket();

socket.addEventListener("message", event => console.log("Risposta dal server:", event.data));
