// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
//
// Opens the pages of make_reports in Chromium and uses them as a reader would:
//   node report.mjs FOLDER_OF_PAGES FOLDER_FOR_SCREENSHOTS
// Needs playwright-core where node finds it, or in the folder that PLAYWRIGHT names. CHROMIUM is the browser.
import {createRequire} from 'node:module';
import {mkdirSync} from 'node:fs';
import {resolve} from 'node:path';

const [pages, shots] = process.argv.slice(2).map(path => resolve(path));
if (!shots) { console.error('usage: node report.mjs FOLDER_OF_PAGES FOLDER_FOR_SCREENSHOTS'); process.exit(2); }
mkdirSync(shots, {recursive: true});
const {chromium} = createRequire(import.meta.url)(process.env.PLAYWRIGHT ? process.env.PLAYWRIGHT + '/node_modules/playwright-core' : 'playwright-core');
const browser = await chromium.launch({executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync']});

let failed = 0, checked = 0;
function check(what, holds, found = '') {
  ++checked;
  if (holds) return;
  ++failed;
  console.error(`FAILED: ${what}${found === '' ? '' : ': ' + found}`);
}
// What is waited for and does not come fails its part, and the next one goes on.
async function part(what, steps) {
  try { await steps(); } catch (error) { check(what, false, error.message.split('\n').slice(0, 4).join(' ')); }
}
async function open(name, {width = 1920, height = 1080, dark = false} = {}) {
  const page = await browser.newPage({viewport: {width, height}, colorScheme: dark ? 'dark' : 'light'});
  page.setDefaultTimeout(4000);
  page.on('console', message => { if (['error', 'warning'].includes(message.type())) check(`${name}: console`, false, message.text()); });
  page.on('pageerror', error => check(`${name}: error`, false, error.message));
  page.on('dialog', async dialog => { check(`${name}: dialog`, false, dialog.message()); await dialog.dismiss(); });
  const url = `file://${pages}/${name}.html`;
  page.on('request', request => { if (request.url() !== url) check(`${name}: request`, false, request.url()); });
  await page.goto(url);
  await page.waitForSelector('html[data-ready]', {timeout: 20000});
  return page;
}
// Texts whose contrast with what is behind them is below 4.5 to 1.
const faint = page => page.evaluate(() => {
  const rgb = text => { const m = text.match(/[\d.]+/g).map(Number); return {c: m.slice(0, 3), a: m[3] ?? 1}; };
  const light = c => { const [r, g, b] = c.map(v => (v /= 255) <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4); return .2126 * r + .7152 * g + .0722 * b; };
  const bad = new Set();
  for (const element of document.querySelectorAll('body *')) {
    if (![...element.childNodes].some(n => n.nodeType === 3 && n.data.trim()) || element.closest('script,noscript,.unseen,title,caption,:disabled')) continue;
    const svg = element.namespaceURI.endsWith('svg'), style = getComputedStyle(element);
    if (style.display === 'none' || !element.getClientRects().length) continue;
    let behind = null;
    const node = svg && element.closest('.node');
    if (node) behind = rgb(getComputedStyle(element.closest('.badge')?.querySelector('rect') || node.querySelector('.shape')).fill).c;
    for (let e = element; e && !behind; e = e.parentElement) { const b = rgb(getComputedStyle(e).backgroundColor); if (b.a > .9) behind = b.c; }
    const [p, q] = [light(rgb(svg ? style.fill : style.color).c), light(behind)].sort((a, b) => b - a), ratio = (p + .05) / (q + .05);
    if (ratio < 4.5) bad.add(`${element.className.baseVal ?? element.className} "${element.textContent.slice(0, 20)}" ${ratio.toFixed(2)}`);
  }
  return [...bad].join('; ');
});
const names = page => page.$$eval('.rows tbody th', cells => cells.map(cell => cell.title));

await part('what is there, and what a click shows', async () => {
  const page = await open('run');
  check('title', (await page.title()).startsWith('forecast'), await page.title());
  check('heading', await page.textContent('h1') === 'forecast');
  check('status in a word', await page.textContent('#run-status') === 'failed');
  const why = await page.locator('#why').innerText({timeout: 1000}).catch(() => 'none');
  check('why it failed is on top', why === 'publish failed: cannot write the forecast: Connection refused', why);
  check('nodes of the graph', await page.locator('#frame g.node').count() === 14, await page.locator('#frame g.node').count());
  check('edges of the graph', await page.locator('#frame .edge').count() === 17, await page.locator('#frame .edge').count());
  check('rows', (await names(page)).length === 12, (await names(page)).length);
  check('nothing selected', (await page.textContent('#details')).includes('No node selected'));
  await page.click('#frame g.node[aria-label^="features.clean:"]');
  const details = await page.innerText('#details');
  for (const text of ['features.clean', 'Drops rows without a temperature.', "the program's code has changed", '412 ms', 'cached', 'raw', 'features.lags', 'double'])
    check('details of a node', details.includes(text), text);
  check('selection is announced', (await page.textContent('#live')).includes('Selected features.clean: ran, 412 ms'));
  check('selected in the table', await page.getAttribute('.rows tr.chosen th', 'title') === 'features.clean');
  await page.click('#details button:text-is("raw")');
  check('an input selects its maker', await page.innerText('#details h2') === 'raw');
  await page.keyboard.press('Escape');
  check('Escape closes', (await page.textContent('#details')).includes('No node selected'));

  // The table.
  await page.click('.rows thead button:text-is("Time")');
  const order = await names(page);
  check('sorted by time', order[0] === 'model' && order[1] === 'features.lags' && order[2] === 'scores', order.slice(0, 3));
  check('aria-sort', await page.locator('th[aria-sort="descending"]').innerText() === 'Time');
  await page.click('.rows thead button:text-is("Time")');
  check('and the other way', (await names(page)).at(-1) === 'model');
  await page.fill('#filter', 'features');
  check('filter by text', (await names(page)).join() === 'features.calendar,features.clean,features.lags' || (await names(page)).every(n => n.startsWith('features')) && (await names(page)).length === 3, (await names(page)).join());
  check('count of the filter', (await page.textContent('#nodes-note')) === '3 of 12 nodes', await page.textContent('#nodes-note'));
  await page.fill('#filter', '');
  await page.click('#filters button[data-status="failed"]');
  check('filter by status', (await names(page)).join() === 'publish', (await names(page)).join());
  await page.click('#filters button[data-status="failed"]');
  await page.click('.rows tbody tr:has(th[title="scores"]) td >> nth=1');
  check('a row selects', await page.innerText('#details h2') === 'scores');

  // The time line, parameters and metrics.
  check('bars', await page.locator('#times rect.bar').count() === 7, await page.locator('#times rect.bar').count());
  check('marks of what was not called', await page.locator('#times path.bar').count() === 2);
  await page.hover('#times rect.bar[aria-label^="model:"]');
  check('a bar is read', /model[\s\S]*4\.32 s, began after 1\.65 s on thread 0/.test(await page.innerText('#times .readout')), await page.innerText('#times .readout'));
  check('parameters', /alpha\s+0\.25\s+double\s+the call/.test(await page.innerText('#params')), await page.innerText('#params'));
  check('plots', await page.locator('.plot').count() === 2);
  check('a gap where not finite', ((await page.getAttribute('.plot .lines path >> nth=0', 'd')).match(/M/g) || []).length === 2);
  const before = await page.getAttribute('.plot .lines path >> nth=0', 'd');
  await page.click('.plot button:text-is("log") >> nth=0');
  check('logarithmic axis', await page.getAttribute('.plot .lines path >> nth=0', 'd') !== before);
  await page.focus('.plot svg[tabindex="0"] >> nth=0');
  await page.keyboard.press('ArrowRight');
  check('values at the cursor', (await page.innerText('.plot >> nth=0')).includes('step 0'), await page.innerText('.plot >> nth=0'));
  check('no comparison', await page.isHidden('#compare'));
  await page.close();
});
await part('with the keyboard alone', async () => {
  const page = await open('run');
  await page.keyboard.press('Tab');
  check('a skip link is first', (await page.evaluate(() => document.activeElement.className)) === 'skip');
  for (let i = 0; i < 30 && !(await page.evaluate(() => document.activeElement.matches('g.node'))); ++i) await page.keyboard.press('Tab');
  check('Tab reaches a node', await page.evaluate(() => document.activeElement.matches('g.node')));
  const first = await page.evaluate(() => document.activeElement.getAttribute('aria-label'));
  check('the failed one', first.startsWith('publish: sink · failed'), first);
  await page.keyboard.press('Enter');
  check('Enter selects', await page.innerText('#details h2') === 'publish');
  await page.keyboard.press('ArrowUp');
  const next = await page.evaluate(() => document.activeElement.getAttribute('aria-label'));
  check('an arrow goes along an edge', /^(pick|threshold):/.test(next), next);
  await page.keyboard.press('Enter');
  check('and Enter selects it', next.startsWith(await page.innerText('#details h2')));
  await page.keyboard.press('Tab');
  check('one node is in the order of Tab', !(await page.evaluate(() => document.activeElement.matches('g.node'))));
  await page.focus('#theme');
  await page.keyboard.press('Enter');
  check('dark by the button', await page.getAttribute('html', 'data-theme') === 'dark');
  await page.close();
});
await part('names that are code', async () => {
  const page = await open('nasty'), attack = '<script>window.harmed=1</script>';
  check('nothing ran', await page.evaluate(() => window.harmed === undefined));
  check('scripts of the page', await page.locator('script').count() === 2, await page.locator('script').count());
  check('no element from data', await page.locator('img').count() === 0);
  check('a name is text', (await names(page)).includes(attack));
  check('heading', await page.textContent('h1') === '</title><script>window.harmed=1</script>');
  check('title', (await page.title()).startsWith('</title><script>'), await page.title());
  await page.click('.rows tbody tr >> nth=0');
  check('details are text', (await page.innerText('#details')).includes('</script><img src=x onerror="window.harmed=1">'));
  check('still nothing ran', await page.evaluate(() => window.harmed === undefined));
  await page.close();
});
await part('what is not there is said in words', async () => {
  const page = await open('bare');
  for (const [id, text] of [['metrics', 'This run tracked no metrics.'], ['times', 'measured no times'], ['params', 'No parameters are known']])
    check('in words', (await page.innerText('#' + id)).includes(text), text);
  check('no id', (await page.innerText('#facts')).includes('not recorded'));
  await page.close();
  const sequence = await open('sequence');
  check('bars one after another', (await sequence.innerText('#times')).includes('one after another'));
  await sequence.close();
});
await part('beside another run', async () => {
  const page = await open('compared');
  check('own title', await page.textContent('h1') === 'Forecast, alpha 0.25');
  const text = await page.innerText('#compare');
  for (const part of ['20260228T120000-abcd', '+1.42 s (+49 %)', 'key', 'status', 'loss, train']) check('comparison', text.includes(part), part);
  check('a parameter that differs', await page.locator('#params tr.differs').count() === 1);
  check('both values', /alpha\s+0\.25\s+0\.1\s+≠ differs/.test(await page.innerText('#params')), await page.innerText('#params'));
  check('dashed lines', await page.locator('.plot .lines path.other').count() === 3);
  await page.close();
});
for (const name of ['run', 'compared', 'nasty', 'bare', 'large'])
  for (const [width, height] of [[390, 844], [1920, 1080]])
    for (const dark of [false, true]) {
      const page = await open(name, {width, height, dark});
      const theme = `${name} ${width} ${dark ? 'dark' : 'light'}`;
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      check(`${theme}: no wider than the window`, over <= 0, over);
      const ground = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor.match(/\d+/g).map(Number));
      check(`${theme}: background`, dark ? Math.max(...ground) < 60 : Math.min(...ground) > 220, ground);
      if (name === 'run' || name === 'compared') { const weak = await faint(page); check(`${theme}: contrast`, weak === '', weak); }
      await page.screenshot({path: `${shots}/${name}-${width}-${dark ? 'dark' : 'light'}.png`, fullPage: true});
      if (name === 'run') {
        await page.evaluate(() => document.querySelector('.rows tbody tr:nth-child(5) button')?.click());
        await page.waitForTimeout(50);
        check(`${theme}: details are seen`, await page.locator('#details h2').isVisible());
        check(`${theme}: no wider with details`, await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
        await page.screenshot({path: `${shots}/${name}-${width}-${dark ? 'dark' : 'light'}-selected.png`});
      }
      await page.close();
    }
await part('a thousand nodes', async () => {
  const times = [];
  for (let i = 0; i < 3; ++i) {
    const page = await open('large');
    times.push(Number(await page.getAttribute('html', 'data-ready')));
    if (i === 0) {
      check('nodes of the large graph', await page.locator('#frame g.node').count() === 1000);
      check('rows of the large table', (await page.textContent('#nodes-note')) === '1,000 nodes', await page.textContent('#nodes-note'));
      await page.fill('#filter', 'step_999');
      check('a late node is found', (await names(page)).join() === 'part9.step_999', (await names(page)).join());
      await page.fill('#filter', '');
      await page.click('#fit');
      check('labels go when far', (await page.getAttribute('#frame svg', 'class')).includes('far'));
    }
    await page.close();
  }
  const best = Math.min(...times);
  console.log(`1,000 nodes: ready after ${times.join(', ')} ms`);
  check('ready in 2 s', best < 2000, best);
});
await browser.close();
console.log(failed ? `${failed} of ${checked} checks failed` : `${checked} checks hold`);
process.exit(failed ? 1 : 0);
