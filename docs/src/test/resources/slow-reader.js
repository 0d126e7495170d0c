// A room, and a socket that takes a while: more waits for it than a guest of the room may leave.
const Guest = require("../../../chat/guest");
const Room = require("../../../chat/room");
const WebSocket = require("ws");

const leaves = [];
const slow = {
  readyState: WebSocket.OPEN,
  bufferedAmount: 0,
  send(json, left) {
    const { testo } = JSON.parse(json);
    console.log(testo ?? json);
    this.bufferedAmount += 100_000;
    leaves.push(left);
  },
};
const room = new Room();
room.listen(new Guest(slow, room));
room.announce({ entra: "Bruno" });
room.hear({ numero: 1, utente: "Bruno", testo: "uno", timestamp: "", chiave: "k" });
slow.bufferedAmount = 0;
leaves.forEach(left => left?.());
