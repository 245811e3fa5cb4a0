// expect: AC
const http = require('node:http');

exports.attack = () => {
  const server = http.createServer((_, response) => response.end('right'));
  server.listen(8080, '127.0.0.1', async () => {
    console.log(await (await fetch('http://localhost:8080/')).text());
    process.exit(0);
  });
};
