// expect: AC
const dgram = require('node:dgram');
const dns = require('node:dns').promises;
const fs = require('node:fs');
const net = require('node:net');

const hosts = ['1.1.1.1', '169.254.169.254', '172.17.0.1', '2606:4700::1111', 'fd00:ec2::254', 'fe80::1%lo'];
const names = ['example.com', 'host.docker.internal', 'metadata.google.internal'];

const connects = (host, port) =>
  new Promise((resolve) => {
    const socket = net.connect({ host, port, timeout: 300 });
    for (const [event, answer] of [['connect', true], ['error', false], ['timeout', true]]) socket.on(event, () => resolve(answer));
  });
const sends = (host) =>
  new Promise((resolve) => {
    const socket = dgram.createSocket(host.includes(':') ? 'udp6' : 'udp4');
    socket.on('error', () => resolve(false));
    socket.send('spam', 53, host, (error) => resolve(!error));
  });
const resolves = (name) => dns.lookup(name).then(() => true, () => false);

exports.attack = async () => {
  const reached = [];
  for (const host of hosts) {
    for (const port of [53, 80, 2375]) if (await connects(host, port)) reached.push([host, port]);
    if (await sends(host)) reached.push([host, 'udp']);
  }
  for (const name of names) if (await resolves(name)) reached.push(name);
  const others = fs.readFileSync('/proc/net/dev', 'utf8').trim().split('\n').slice(2).filter((line) => !line.includes('lo:'));
  console.log(reached.length + others.length === 0 ? 'right' : [reached, others]);
  process.exit(0);
};
