// expect: AC; input: 32 MiB
exports.attack = () => console.log('right');
