import { createServer } from 'node:http';
import { serveTasks } from '../harness/child';
import { listening } from '../serving/listening';
import { corrected, type ServedRows } from '../serving/served-rows';

interface Body {
  readonly query: string;
  readonly variables: {
    readonly input: { readonly contactId: string; readonly title: string };
    readonly partnerId: string;
    readonly id: string;
  };
}

/** What Node can do at most: reads the body as JSON, and writes the rows as JSON, without any GraphQL. */
const serve = (rows: ServedRows): Promise<number> => {
  const answerTo = ({ query, variables }: Body): object => {
    const name = /^(?:query|mutation) (\w+)/.exec(query)?.[1];
    const { partnerId, id } = variables;
    if (name === 'Q1') return { partnerContacts: rows.organizations[partnerId]?.partnerContacts };
    if (name === 'Q2') return { partnerOrganization: rows.organizations[id]?.partnerOrganization };
    if (name === 'Q4') return { contact: rows.contact };
    return { correctContactDetails: corrected(variables.input) };
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = JSON.stringify({ data: answerTo(JSON.parse(Buffer.concat(chunks).toString()) as Body) });
      response.writeHead(200, {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(text),
      });
      response.end(text);
    });
  });
  return listening(server);
};

serveTasks({ serve });
