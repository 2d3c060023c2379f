// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
//
// The page of `app ui` in a browser: node ui.mjs SERVER PLAYWRIGHT_FOLDER [SCREENSHOT_FOLDER], where SERVER is
// the program of ui_server.cpp, and PLAYWRIGHT_FOLDER has node_modules/playwright-core.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import assert from 'node:assert/strict';

const [program, folder, shots] = process.argv.slice(2);
const { chromium } = createRequire(resolve(folder) + '/')('playwright-core');

function serve(...words) {
  const place = mkdtempSync(join(tmpdir(), 'leat-ui-'));
  const child = spawn(program, [join(place, 'runs'), ...words], { stdio: ['pipe', 'pipe', 'inherit'] });
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.stdout.once('data', (text) => done({
      key: String(text).trim(), // with the secret, which a browser needs once
      url: String(text).trim().replace(/\?.*/, ''),
      end_run: () => child.stdin.write('e'),
      async stop() {
        const gone = new Promise((one) => child.once('exit', one));
        child.stdin.end();
        assert.equal(await gone, 0, 'the server ends well');
        rmSync(place, { recursive: true, force: true });
      },
    }));
  });
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync'],
});
const errors = [];
async function visit({ key, url }, width = 1280, scheme = 'light') {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: scheme });
  const page = await context.newPage();
  page.setDefaultTimeout(8000);
  page.on('console', (message) => { if (message.type() === 'error') errors.push(message.text()); });
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('request', (request) => { if (!request.url().startsWith(new URL(url).origin)) errors.push(`asks ${request.url()}`); });
  await page.goto(key);
  return page;
}
const rows = (page) => page.locator('tbody tr');
async function fits(page, what) {
  const [wide, room] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  assert.ok(wide <= room, `${what} is ${wide} px wide in ${room} px`);
}
async function step(name, action) {
  try { await action(); console.log(`ok: ${name}`); }
  catch (error) { console.log(`FAILED: ${name}\n${error.stack}`); process.exitCode = 1; }
}

const server = await serve();
const page = await visit(server);

await step('the list has all runs, with status, parameters and metrics', async () => {
  await rows(page).nth(17).waitFor();
  assert.equal(await rows(page).count(), 18);
  const heads = await page.locator('thead th').allInnerTexts();
  for (const name of ['Status', 'Run', 'Began', 'Wall', 'Pipeline', 'ridge', 'loss[train]'])
    assert.ok(heads.some((head) => head.startsWith(name)), `${name} is among ${heads}`);
  assert.equal(await page.locator('td .status.running').count(), 1);
  assert.equal(await page.locator('td .status.failed').count(), 2);
  assert.ok((await page.locator('[role="status"]').allInnerTexts()).includes('18 runs'));
});

await step('the secret is not left in the address, and the page needs it', async () => {
  assert.equal(page.url().split('#')[0], server.url);
  assert.equal(await page.evaluate(() => document.cookie), '');
  await page.reload();
  await rows(page).nth(17).waitFor();
  const before = errors.length;
  const stranger = await (await browser.newContext()).newPage();
  const answer = await stranger.goto(server.url);
  assert.equal(answer.status(), 403);
  await stranger.getByText('open the address that the program printed').waitFor();
  if (shots) await stranger.screenshot({ path: `${shots}/stranger.png` });
  // A link of another site: the cookie is not sent, but the address with the secret is enough.
  await stranger.setContent(`<a href="${server.key}">open</a>`);
  await stranger.getByText('open').click();
  await rows(stranger).nth(17).waitFor();
  assert.equal(stranger.url().split('#')[0], server.url);
  await stranger.context().close();
  errors.splice(before);
});

await step('a query finds, a wrong one says where it is wrong', async () => {
  await page.getByLabel('Query').fill('ridge >= 0.3 and status == completed');
  await page.getByText('7 runs', { exact: true }).waitFor();
  assert.equal(await rows(page).count(), 7);
  assert.ok(page.url().includes('#/?q=ridge'));
  const before = errors.length;
  await page.getByLabel('Query').fill('ridge >> 1');
  await page.getByRole('alert').getByText('line 1, column 8').waitFor();
  assert.equal(await page.getByLabel('Query').getAttribute('aria-invalid'), 'true');
  if (shots) await page.screenshot({ path: `${shots}/wrong.png` });
  assert.ok(errors.splice(before).every((text) => text.includes('400')), 'only the answer is an error');
  await page.getByLabel('Query').fill("kind == 'nothing of the sort'");
  await page.getByText('No run matches.').waitFor();
  await page.getByRole('button', { name: 'Clear the query' }).click();
  await page.getByText('18 runs', { exact: true }).waitFor();
  await page.getByLabel('Query').fill("ridge == 'x'");
  await page.getByText("have the parameter 'ridge' as a number").waitFor();
  await page.getByLabel('Query').fill('');
  await page.getByText('18 runs', { exact: true }).waitFor();
});

await step('columns are chosen and sorted, by keys alone', async () => {
  await page.getByRole('button', { name: 'ridge' }).focus();
  await page.keyboard.press('Enter');
  const column = async (name) => {
    const at = (await page.locator('thead th').allInnerTexts()).findIndex((head) => head.startsWith(name));
    return (await page.locator(`tbody td:nth-child(${at + 1})`).allInnerTexts());
  };
  const sorted = (await column('ridge')).filter(Boolean).map(Number);
  assert.deepEqual(sorted, [...sorted].sort((a, b) => a - b));
  assert.equal(await page.locator('th[aria-sort="ascending"]').count(), 1);
  assert.equal(await page.evaluate(() => document.activeElement.dataset.key), 'p ridge');
  await page.keyboard.press('Enter');
  const down = (await column('ridge')).filter(Boolean).map(Number);
  assert.deepEqual(down, [...down].sort((a, b) => b - a));
  await page.locator('summary', { hasText: 'Columns' }).click();
  await page.getByLabel('epochs').uncheck();
  assert.deepEqual(await column('epochs'), await column('no such column'));
  await page.keyboard.press('Escape');
  assert.equal(await page.getByLabel('epochs').isVisible(), false);
  await page.getByRole('button', { name: 'Began' }).click();
  const first = await page.locator('tbody tr:first-child .mono').innerText();
  assert.ok((await page.locator('tbody .mono').allInnerTexts()).every((id) => id <= first));
});

await step('text of a run is only ever text', async () => {
  assert.equal(await page.locator('main script, main b b').count(), 0);
  await page.getByText("no such kind of model: <b>'none'</b>").first().waitFor();
});

await step('two runs are compared', async () => {
  assert.equal(await page.getByRole('button', { name: 'Compare' }).isEnabled(), false);
  await rows(page).nth(3).getByRole('checkbox').check();
  await rows(page).nth(5).getByRole('checkbox').check();
  await page.getByText('18 runs, 2 selected').waitFor();
  await page.getByRole('button', { name: 'Compare' }).click();
  await page.getByRole('heading', { name: 'Compare two runs' }).waitFor();
  await page.getByRole('cell', { name: 'ridge' }).waitFor();
  await page.locator('figure').nth(1).waitFor(); // they come with the metrics
  await fits(page, 'the comparison');
});

await step('a run that goes on is seen to grow, and its end is seen', async () => {
  await page.goto(server.url);
  await page.locator('tr:has(.running) a').click();
  const svg = page.locator('figure', { hasText: 'accuracy' }).locator('svg');
  const points = async () => Number(/(\d[\d,]*) points?/.exec(await svg.getAttribute('aria-label'))[1].replace(',', ''));
  await svg.locator('path').waitFor();
  const before = await points();
  await page.waitForFunction(([least]) => [...document.querySelectorAll('svg')].some((one) =>
    Number((/([\d,]+) points?/.exec(one.getAttribute('aria-label') || '') || [0, '0'])[1].replace(',', '')) > least), [before + 15]);
  assert.ok(await points() > before);
  if (shots) await page.screenshot({ path: `${shots}/live.png`, fullPage: true });
  await svg.focus();
  await page.keyboard.press('Home');
  await page.locator('output', { hasText: 'step 0' }).waitFor();
  let asked = 0;
  page.on('request', () => ++asked);
  server.end_run();
  await page.locator('h1 + .status.completed').waitFor();
  await page.waitForTimeout(1500);
  asked = 0;
  await page.waitForTimeout(2500);
  assert.equal(asked, 0, 'nothing is asked for after the end');
});

await step('a run links to its report and to the one it resumed', async () => {
  await page.goto(server.url);
  await page.getByLabel('Query').fill('ridge == 0.3');
  await page.getByText('1 run', { exact: true }).waitFor();
  await rows(page).first().locator('a').click();
  await page.getByText('Resumed from').waitFor();
  const [report] = await Promise.all([page.context().waitForEvent('page'), page.getByRole('link', { name: 'Report' }).click()]);
  await report.waitForURL(/\/run\//);
  await report.waitForLoadState();
  report.on('pageerror', (error) => errors.push(`report: ${error}`));
  report.on('console', (message) => { if (message.type() === 'error') errors.push(`report: ${message.text()}`); });
  await report.reload();
  assert.ok((await report.locator('body').innerText()).includes(/run\/(.*)$/.exec(report.url())[1]));
  await report.close();
  await page.locator('dl a').click();
  await page.getByText('the loss is too high to publish').first().waitFor();
});

await step('a run shows its graph', async () => {
  const graph = page.getByRole('img', { name: 'Graph of the run' });
  await graph.waitFor();
  const [wide, high] = await graph.evaluate(async (one) => { await one.decode(); return [one.naturalWidth, one.naturalHeight]; });
  assert.ok(wide > 100 && high > 100, `${wide} by ${high}`);
});

await step('an unknown run says so', async () => {
  const before = errors.length;
  await page.goto(`${server.url}#/run/20200101-000000-nobody`);
  await page.getByRole('alert').getByText("there is no run '20200101-000000-nobody'").waitFor();
  errors.splice(before);
});

await step('no page is wider than the window, at 390 px and at 1920 px, light and dark', async () => {
  for (const [width, scheme] of [[390, 'light'], [390, 'dark'], [1920, 'light'], [1920, 'dark']]) {
    const one = await visit(server, width, scheme);
    const shoot = (name) => shots && one.screenshot({ path: `${shots}/${name}-${width}-${scheme}.png`, fullPage: name !== 'list' });
    await rows(one).nth(17).waitFor();
    await fits(one, 'the list');
    await rows(one).nth(2).getByRole('checkbox').check();
    await rows(one).nth(4).getByRole('checkbox').check();
    await shoot('list');
    await one.locator('summary', { hasText: 'Columns' }).click();
    await fits(one, 'the menu');
    if (width === 390) await shoot('menu');
    await one.locator('summary', { hasText: 'Columns' }).click();
    await one.getByRole('button', { name: 'Compare' }).click();
    await one.locator('figure path').nth(1).waitFor();
    await fits(one, 'the comparison');
    await shoot('compare');
    await one.goto(server.url);
    await one.getByLabel('Query').fill('status == failed');
    await one.getByText('2 runs', { exact: true }).waitFor();
    await shoot('failed');
    await rows(one).first().locator('a').click();
    await one.getByText('the loss is too high to publish').first().waitFor();
    await one.locator('figure path').nth(1).waitFor();
    await fits(one, 'the run');
    await shoot('run');
    await one.context().close();
  }
});
await server.stop();


await step('a repo without runs says what to do', async () => {
  const none = await serve('empty');
  const one = await visit(none, 390);
  await one.getByText('No runs yet.').waitFor();
  await one.getByText('app run').waitFor();
  await fits(one, 'the empty list');
  if (shots) await one.screenshot({ path: `${shots}/empty.png` });
  await one.context().close();
  await none.stop();
});

await step('a run is removed where that is allowed', async () => {
  const open = await serve('writable');
  const one = await visit(open);
  await rows(one).nth(17).waitFor();
  await rows(one).nth(4).locator('a').click();
  await one.getByRole('button', { name: 'Remove' }).click();
  await one.getByRole('dialog').getByText('Remove this run?').waitFor();
  if (shots) await one.screenshot({ path: `${shots}/remove.png` });
  await one.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await one.getByText('17 runs', { exact: true }).waitFor();
  assert.equal(await one.getByRole('dialog').count(), 0);
  const before = errors.length;
  await open.stop();
  await one.getByText('The server does not answer').waitFor();
  errors.splice(before).filter((text) => !text.includes('ERR_CONNECTION')).forEach((text) => errors.push(text));
  await one.context().close();
});

await step('no errors in the console, no request to anybody else', async () => assert.deepEqual(errors, []));
await browser.close();
