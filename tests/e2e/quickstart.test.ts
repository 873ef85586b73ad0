import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, validate } from 'graphql';
import { buildLiaisonSchema } from '../../src/graphql/schema';
import { clientWith } from './asking';
import { temporaryFolders } from './folders';
import { lasting, stepsIn } from './guide';
import { type RunningServer, startServer } from './running-server';

const newFolder = temporaryFolders();
const guide = readFileSync(join(__dirname, '..', '..', 'docs', 'quickstart.md'), 'utf8');
const steps = stepsIn(guide);

const nameOf = (request: string): string => /\b(\w+)\(/.exec(request)?.[1] ?? 'query';

test('the guide shows requests, and an answer to each', () => {
  expect(steps.length).toBeGreaterThanOrEqual(8);
  for (const { answer } of steps) expect(JSON.parse(answer)).toHaveProperty('data');
});

test.each(steps.map(({ request }) => [nameOf(request), request]))(
  'the request %s keeps to the schema',
  (_name, request) => {
    expect(validate(buildLiaisonSchema(), parse(request))).toEqual([]);
  },
);

test('every request of the guide, sent in its order, answers what the guide shows', async () => {
  const server = await startServer('demo', newFolder());
  let secret = '';
  for (const { request, answer } of steps) {
    const kind = nameOf(request) === 'acceptInvitation' ? 'SERVICE' : 'CHANNEL_MANAGER';
    const client = clientWith(server.url, tokenIn(server, kind));
    const { text } = await client.post(
      JSON.stringify({ query: request.replace('"SECRET"', JSON.stringify(secret)) }),
    );
    expect([nameOf(request), lasting(JSON.parse(text))]).toEqual([
      nameOf(request),
      lasting(JSON.parse(answer)),
    ]);
    secret = /"secret":"([^"]+)"/.exec(text)?.[1] ?? secret;
  }
});

const tokenIn = (server: RunningServer, kind: string): string =>
  new RegExp(`\\n  ${kind}\\n  (\\S+)\\n`).exec(server.output())?.[1] ?? '';
