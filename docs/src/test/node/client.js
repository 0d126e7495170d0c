// When do a client's callbacks come, what does close() send, and what keeps the program running?
const WebSocket = require("ws");

const socket = new WebSocket(process.env.URL);
socket.on("open", () => console.log("open"));
socket.on("message", () => socket.close());
socket.on("error", error => console.log("error", error.code));
socket.on("close", code => console.log("close", code));
console.log("creato");
