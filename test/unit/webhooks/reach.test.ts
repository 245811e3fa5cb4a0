import { describe, expect, test } from 'vitest';
import { createPost, type Resolve } from '../../../engine/webhooks/post.ts';
import { createReach } from '../../../engine/webhooks/reach.ts';
import { createReceiver } from './receiver.ts';

const reach = createReach({ allowPrivate: [] });

describe('addresses that are not sent to', () => {
  test.each([
    ['127.0.0.1', 'loopback'],
    ['127.255.0.9', 'loopback'],
    ['0.0.0.0', 'unspecified'],
    ['10.1.2.3', 'private'],
    ['172.31.255.255', 'private'],
    ['192.168.0.1', 'private'],
    ['169.254.169.254', 'metadata'],
    ['168.63.129.16', 'metadata of Azure'],
    ['100.100.100.200', 'carrier NAT, metadata of Alibaba'],
    ['192.0.0.192', 'metadata of Oracle'],
    ['198.18.0.1', 'benchmarks'],
    ['224.0.0.1', 'multicast'],
    ['255.255.255.255', 'broadcast'],
    ['240.0.0.1', 'reserved'],
    ['::', 'unspecified'],
    ['::1', 'loopback'],
    ['::ffff:127.0.0.1', 'mapped'],
    ['::ffff:7f00:1', 'mapped'],
    ['::127.0.0.1', 'compatible'],
    ['::ffff:0:127.0.0.1', 'translated'],
    ['64:ff9b::7f00:1', 'NAT64'],
    ['64:ff9b:1::7f00:1', 'local NAT64'],
    ['2002:7f00:1::', '6to4'],
    ['2001:0:4136:e378:8000:63bf:80ff:fffe', 'Teredo'],
    ['fd00:ec2::254', 'unique local, metadata'],
    ['fe80::1', 'link local'],
    ['fe80::1%eth0', 'link local of a zone'],
    ['fec0::1', 'site local'],
    ['ff02::1', 'multicast'],
    ['2001:db8::1', 'documentation'],
    ['nonsense', 'none'],
  ])('%s (%s)', (address) => {
    expect(reach.fault('ats.example.com', address)).toMatch(/not a public address|not an address/);
  });

  test.each(['93.184.215.14', '8.8.8.8', '2606:4700::6810:84e5', '::ffff:8.8.8.8'])('but %s is', (address) => {
    expect(reach.fault('ats.example.com', address)).toBeNull();
  });
});

describe('URLs that are refused, in words', () => {
  test.each([
    ['ats.example.com', /not a URL/],
    ['https://', /not a URL/],
    [`https://ats.example.com/${'x'.repeat(2000)}`, /not a URL/],
    ['ftp://ats.example.com/', /must be https/],
    ['file:///etc/passwd', /not a URL|must be https/],
    ['http://ats.example.com/', /only https/],
    ['https://me:secret@ats.example.com/', /user name or a password/],
    ['https://ats.example.com:22/', /port 22/],
    ['https://ats.example.com:80/', /port 80/],
    ['https://127.0.0.1/', /not a public address/],
    ['https://2130706433/', /not a public address/],
    ['https://0x7f.1/', /not a public address/],
    ['https://0177.0.0.1/', /not a public address/],
    ['https://１２７.0.0.1/', /not a public address/],
    ['https://[::1]/', /not a public address/],
    ['https://[::ffff:127.0.0.1]/', /not a public address/],
    ['https://[64:ff9b::10.0.0.1]/', /not a public address/],
  ])('%s', (url, words) => {
    expect(() => reach.checkUrl(url)).toThrow(words);
  });

  test.each(['https://ats.example.com/a?b=c', 'https://ats.example.com:8443/', 'https://8.8.8.8/'])(
    'but %s is taken',
    (url) => {
      expect(reach.checkUrl(url).href).toBe(url);
    },
  );
});

test('the configuration allows hosts, addresses and networks, and nothing beside them', () => {
  const allowing = createReach({ allowPrivate: ['ATS.internal', '10.1.0.0/16', '192.168.0.7', 'fd00::/8'] });
  expect(allowing.checkUrl('http://ats.internal:80/').host).toBe('ats.internal');
  expect(allowing.fault('ats.internal', '127.0.0.1')).toBeNull();
  expect(allowing.fault('any.example.com', '10.1.2.3')).toBeNull();
  expect(allowing.fault('any.example.com', '::ffff:10.1.2.3')).toBeNull();
  expect(allowing.fault('any.example.com', 'fd00::1')).toBeNull();
  expect(allowing.checkUrl('http://192.168.0.7/').host).toBe('192.168.0.7');
  for (const url of ['http://other.internal/', 'http://10.2.0.1/', 'https://10.2.0.1/', 'https://192.168.0.8/']) {
    expect(() => allowing.checkUrl(url)).toThrow();
  }
  expect(allowing.fault('not-ats.internal', '127.0.0.1')).not.toBeNull();
});

describe('at the moment of sending', () => {
  const never = new AbortController().signal;
  const request = (url: string) => ({ url, headers: {}, body: '{}' });

  test.each([
    ['only private', ['127.0.0.1']],
    ['one of several private', ['8.8.8.8', '127.0.0.1']],
    ['mapped', ['::ffff:127.0.0.1']],
    ['none', []],
  ])('a name is judged by every address that it has then: %s', async (_, addresses) => {
    const receiver = await createReceiver();
    const resolve: Resolve = async () =>
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
    const url = receiver.url.replace('http://127.0.0.1', 'https://rebinding.example.com');
    const { status, error } = await createPost({ reach, resolve })(request(url), never);
    expect(status).toBeNull();
    expect(error).toMatch(/not a public address|no address/);
    expect(receiver.received).toEqual([]);
  });

  test('an address in the URL, or a name that was let in before, is judged again', async () => {
    const receiver = await createReceiver();
    const post = createPost({ reach, resolve: async () => [] });
    const { error } = await post(request(receiver.url.replace('http:', 'https:')), never);
    expect(error).toContain('not a public address');
    expect(receiver.received).toEqual([]);
  });

  test('the name is asked for once, so that it cannot say something else when the connection is made', async () => {
    const receiver = await createReceiver();
    let asked = 0;
    const resolve: Resolve = async () => [{ address: asked++ === 0 ? '127.0.0.1' : '10.0.0.1', family: 4 }];
    const allowing = createReach({ allowPrivate: ['hook.internal'] });
    const url = receiver.url.replace('127.0.0.1', 'hook.internal');
    expect(await createPost({ reach: allowing, resolve })(request(url), never)).toEqual({ status: 204, error: null });
    expect(asked).toBe(1);
  });
});
