// The measurement of benchmarks/ephemeral: node ephemeral.mjs BAILIWICK WORK PAIRS
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:https';
import { createInterface } from 'node:readline';

const [bailiwick, work, pairs] = process.argv.slice(2);
const credentials = { client_id: 'benchmark', client_secret: 'benchmark-secret' };

const ours = () =>
  firstToken(
    bailiwick,
    ['start', '--ephemeral'],
    { BAILIWICK_BOOTSTRAP_CLIENT_ID: credentials.client_id, BAILIWICK_BOOTSTRAP_CLIENT_SECRET: credentials.client_secret },
    (line) => line.startsWith('{') && JSON.parse(line).https,
  );
const simulator = () =>
  firstToken(
    process.execPath,
    [`${work}/node_modules/@simulacrum/auth0-simulator/bin/start.cjs`],
    { HOME: work },
    (line) => line.match(/started at (https:\S+)/)?.[1].concat('/'),
  );

/** Milliseconds from the launch of a server to the token that it gives as soon as it says on which URL it listens. */
async function firstToken(command, args, environment, urlIn) {
  const begun = performance.now();
  const server = spawn(command, args, { env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    for await (const line of createInterface({ input: server.stdout })) {
      const url = urlIn(line);
      if (url) {
        const answer = await token(url);
        const took = performance.now() - begun;
        if (!answer.access_token) {
          throw new Error(`no token of ${command}: ${JSON.stringify(answer)}`);
        }
        return took;
      }
    }
    throw new Error(`${command} ended before it was ready`);
  } finally {
    server.kill();
    await once(server, 'close');
  }
}

function token(url) {
  const form = new URLSearchParams({ grant_type: 'client_credentials', audience: 'urn:auth0-authz-api', ...credentials });
  const options = {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    agent: false,
    rejectUnauthorized: false, // the certificates are not what is measured
  };
  return new Promise((resolve, reject) => {
    request(`${url}oauth/token`, options, async (answer) => {
      let text = '';
      for await (const piece of answer) text += piece;
      resolve(JSON.parse(text));
    })
      .on('error', reject)
      .end(String(form));
  });
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

await ours(); // both once before, so that their files are in memory
await simulator();
const taken = [];
for (let pair = 0; pair < Number(pairs); pair++) {
  const [first, second] = pair % 2 ? [simulator, ours] : [ours, simulator];
  const a = await first();
  const b = await second();
  const [mine, theirs] = pair % 2 ? [b, a] : [a, b];
  console.log(`Bailiwick ${mine.toFixed(0)} ms, simulator ${theirs.toFixed(0)} ms`);
  taken.push({ mine, theirs });
}
console.log(
  `median: Bailiwick ${median(taken.map((pair) => pair.mine)).toFixed(0)} ms, ` +
    `simulator ${median(taken.map((pair) => pair.theirs)).toFixed(0)} ms, ` +
    `ratio ${median(taken.map((pair) => pair.mine / pair.theirs)).toFixed(2)}`,
);
