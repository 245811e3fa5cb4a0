import { subscribe } from 'node:diagnostics_channel';
import type { ClientRequest, IncomingMessage } from 'node:http';
import Docker from 'dockerode';

const markHeader = 'x-assay-client';

/**
 * The client of the Docker engine, at `DOCKER_HOST` or where Docker usually listens. dockerode does not listen to the
 * errors of a response, so a daemon that goes away in the middle of an answer would end this process, and the caller would
 * wait for ever. Here such an error becomes one of the request, which dockerode hands to its caller.
 */
export function createDocker(options: Docker.DockerOptions = {}): Docker {
  const mark = crypto.randomUUID();
  subscribe('http.client.request.start', (message) => {
    const { request } = message as { request: ClientRequest };
    if (request.getHeader(markHeader) !== mark) return;
    request.on('response', (response: IncomingMessage) => {
      response.on('error', (error) => request.emit('error', error));
    });
  });
  return new Docker({ ...options, headers: { ...options.headers, [markHeader]: mark } });
}
