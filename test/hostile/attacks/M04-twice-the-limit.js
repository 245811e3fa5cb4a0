// expect: MLE
exports.attack = () => {
  const kept = Array.from({ length: 256 }, () => Buffer.alloc(1 << 20, 1));
  console.log(kept.length === 256 ? 'right' : '');
};
