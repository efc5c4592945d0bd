// Asks yaml-language-server what an editor would show: `node server.mjs SERVER CONTENT REQUESTS`. The settings are those of VS Code in CONTENT/.vscode;
// REQUESTS is a JSON file with a list of {path, text, line, character}, and the answers go to stdout as a list of {problems, completions, hover}.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [server, content, requests] = process.argv.slice(2);
const yaml = { validate: true, hover: true, completion: true };
for (const [name, value] of Object.entries(JSON.parse(readFileSync(`${content}/.vscode/settings.json`, 'utf8')))) {
    const parts = name.split('.');
    if (parts[0] !== 'yaml') continue;
    if (parts.length === 2) yaml[parts[1]] = value;
    else yaml[parts[1]] = { ...yaml[parts[1]], [parts[2]]: value };
}
const config = { yaml, http: {}, '[yaml]': {} };

const child = spawn(process.execPath, [server, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
const waiting = new Map();
const problems = new Map();
let told = () => {};
let last = 0;

function send(message) {
    const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }));
    child.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
    child.stdin.write(body);
}

function ask(method, params) {
    const id = ++last;
    send({ id, method, params });
    return new Promise((resolve) => waiting.set(id, resolve));
}

function receive(message) {
    if (message.id !== undefined && message.method) {
        const wanted = message.method === 'workspace/configuration' ? message.params.items : null;
        const result = wanted && wanted.map((item) => (item.section ? config[item.section] ?? null : config));
        send({ id: message.id, result });
    } else if (message.id !== undefined) {
        waiting.get(message.id)?.(message.result ?? null);
        waiting.delete(message.id);
    } else if (message.method === 'textDocument/publishDiagnostics') {
        problems.set(message.params.uri, message.params.diagnostics);
        told();
    }
}

let buffer = Buffer.alloc(0);
child.stdout.on('data', (data) => {
    buffer = Buffer.concat([buffer, data]);
    for (;;) {
        const end = buffer.indexOf('\r\n\r\n');
        if (end < 0) return;
        const length = Number(/Content-Length: (\d+)/.exec(buffer.subarray(0, end))[1]);
        if (buffer.length < end + 4 + length) return;
        receive(JSON.parse(buffer.subarray(end + 4, end + 4 + length)));
        buffer = buffer.subarray(end + 4 + length);
    }
});

const root = pathToFileURL(content).href;
await ask('initialize', {
    processId: process.pid,
    rootUri: root,
    workspaceFolders: [{ uri: root, name: 'content' }],
    locale: 'zh-cn',
    capabilities: {
        workspace: { configuration: true, workspaceFolders: true },
        textDocument: {
            completion: { completionItem: { documentationFormat: ['markdown'], snippetSupport: true } },
            hover: { contentFormat: ['markdown'] },
            publishDiagnostics: {},
        },
    },
});
send({ method: 'initialized', params: {} });
send({ method: 'workspace/didChangeConfiguration', params: { settings: config } });
await new Promise((resolve) => setTimeout(resolve, 300));

// All of them are opened at once, as the server waits a little before it looks at each.
const open = JSON.parse(readFileSync(requests, 'utf8')).map((request) => ({
    ...request,
    uri: pathToFileURL(`${content}/${request.path}`).href,
}));
const checked = new Promise((resolve, reject) => {
    const late = setTimeout(() => {
        const silent = open.filter(({ uri }) => !problems.has(uri)).map(({ path }) => path);
        reject(new Error(`nothing was said of ${silent.join(', ')}`));
    }, 100_000);
    told = () => open.every(({ uri }) => problems.has(uri)) && (clearTimeout(late), resolve());
});
for (const { uri, text } of open) {
    send({ method: 'textDocument/didOpen', params: { textDocument: { uri, languageId: 'yaml', version: 1, text } } });
}
await checked;

const answers = [];
for (const { uri, line, character } of open) {
    const textDocument = { uri };
    const answer = {
        problems: problems.get(uri).map((it) => `${it.range.start.line + 1}:${it.range.start.character + 1} ${it.message}`),
        completions: [],
        hover: '',
    };
    if (line !== undefined) {
        const position = { line, character };
        const list = await ask('textDocument/completion', { textDocument, position });
        answer.completions = (list?.items ?? list ?? []).map((item) => item.label);
        answer.hover = (await ask('textDocument/hover', { textDocument, position }))?.contents?.value ?? '';
    }
    answers.push(answer);
}
process.stdout.write(JSON.stringify(answers), () => child.kill());
