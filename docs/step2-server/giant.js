// Step 2, "Break it": fourteen bytes that announce a message of 1 GiB, and not one byte of it.
const http = require("node:http");
const { once } = require("node:events");
const lesson = require("../lesson");
const WebSocket = require("ws");

// FIN and opcode 1 · mask bit and "8 bytes of length follow" · that length · the masking key
const HEADER = Buffer.from("81" + "ff" + "0000000040000000" + "00000000", "hex");

const other = new WebSocket(lesson.url()); // another client, which does nothing wrong
const farewell = new Promise(resolve => other.on("close", resolve));
other.on("message", text => {
  console.log("L'altro client riceve: " + text);
  other.close(1000);
});
other.on("open", announce);
other.on("error", () => console.error("Nessun server risponde su " + lesson.url()));

/** A handshake by hand: no library would send a header without its message. */
async function announce() {
  const handshake = http.get(lesson.url().replace(/^ws/, "http"), {
    headers: {
      "Connection": "Upgrade",
      "Upgrade": "websocket",
      "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
      "Sec-WebSocket-Version": "13",
    },
  });
  const [, socket] = await once(handshake, "upgrade");
  const end = new Promise(resolve => socket.on("close", resolve));

  socket.write(HEADER);
  console.log(`Inviati ${HEADER.length} byte, che annunciano ${HEADER.readBigUInt64BE(2)}`);
  const [frame] = await once(socket, "data");
  console.log("Il server chiude: codice " + frame.readUInt16BE(2));

  await end;
  other.send("Ci sei ancora?");
  console.log("L'altro client: chiuso, codice " + await farewell);
}
