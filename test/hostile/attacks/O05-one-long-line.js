// expect: OLE stdout
exports.attack = () => process.stdout.write(Buffer.alloc(64 << 20, 'x'));
