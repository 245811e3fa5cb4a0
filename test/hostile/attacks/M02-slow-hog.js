// expect: MLE
exports.attack = () => {
  const kept = [];
  setInterval(() => kept.push(Buffer.alloc(2 << 20, 1)), 10);
};
