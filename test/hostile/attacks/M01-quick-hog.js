// expect: MLE
exports.attack = () => {
  const kept = [];
  for (;;) kept.push(Buffer.alloc(64 << 20, 1));
};
