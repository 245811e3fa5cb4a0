// expect: RTE | OLE file
exports.attack = () => require('node:fs').writeFileSync('/tmp/large', Buffer.alloc(80 << 20));
