import { createRequire } from 'node:module';
import type { FastifySerializerCompiler } from 'fastify/types/schema.js';
import type { App } from '../app.ts';

type Compile = FastifySerializerCompiler<unknown>;

/** Fastify's own, of which it is a dependency: what an answer's schema does not name does not leave the server. */
const ofFastify = createRequire(createRequire(import.meta.url).resolve('fastify'));

/**
 * Compiles the serializer of an answer when it is first sent. All at the start took longer than everything else there, and
 * most of them are of errors, which are sent as bytes and need none.
 */
export function serializeLazily(app: App): void {
  const { SerializerSelector } = ofFastify('@fastify/fast-json-stringify-compiler');
  const compile: Compile = SerializerSelector()();
  app.setSerializerCompiler<unknown>((route) => {
    let serialize: ReturnType<Compile> | null = null;
    return (data) => {
      serialize ??= compile(route);
      return serialize(data);
    };
  });
}
