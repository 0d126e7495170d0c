// Step 6, "Break it": the server of step 2, which freezes for 15 s at its first message. It closes
// nothing and answers nothing, while the system goes on taking calls for it.
const lesson = require("../lesson");
const WebSocket = require("ws");

const FREEZE = 15_000; // milliseconds, more than the 10 s that a client puts up with

const server = new WebSocket.Server({
  port: lesson.port(), host: lesson.host(), ...lesson.serverLimits,
});
lesson.guard(server);

server.on("connection", socket => {
  socket.on("message", message => {
    freezeOnce();
    socket.send("Messaggio ricevuto: " + message);
  });
});

let frozen = false;

function freezeOnce() {
  if (frozen) return;
  frozen = true;
  console.log("Il server è bloccato");
  // As a callback that waits or counts for too long does: nothing else runs until it returns.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, FREEZE);
  console.log("Il server è di nuovo libero");
}

server.on("listening", () => {
  console.log("Server WebSocket in ascolto su " + lesson.address(server));
});
