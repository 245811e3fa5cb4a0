// expect: TLE wall
exports.attack = () => {
  console.log('right');
  setInterval(() => {}, 1e6);
};
