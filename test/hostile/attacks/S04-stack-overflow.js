// expect: RTE | MLE
exports.attack = function attack() {
  return attack() + 1;
};
