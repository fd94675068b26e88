// A work trial's host on a phone, in a browser without script: opens the link, forgets something, corrects it, sends it once. TYOKYKY_LINK is the link.
import assert from 'node:assert/strict';
import { test, before, after } from 'node:test';
import { chromium } from 'playwright-core';

const link = process.env.TYOKYKY_LINK;
let browser;
let page;

before(async () => {
  const quiet = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: quiet });
  page = await browser.newPage({ viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true, javaScriptEnabled: false });
  page.setDefaultTimeout(15_000);
});

after(() => browser?.close());

const domains = ['Valmius työelämään', 'Selviytyminen avoimilla työmarkkinoilla', 'Terveyden näkyminen työssä', 'Sosiaaliset taidot', 'Toimintakyky työssä'];
const level = (domain, name) => page.getByRole('group', { name: domain }).getByRole('radio', { name, exact: true });
const overall = () => page.getByRole('textbox', { name: /kokonaisuutena/ });

test('a host answers the form from its link', async () => {
  const faults = [];
  page.on('console', (said) => said.type() === 'error' && !said.text().includes('status of 4') && faults.push(said.text()));

  await page.goto(link);
  assert.equal(await page.title(), 'Palaute työkokeilusta');
  const { width, box } = { width: page.viewportSize().width, box: await page.locator('body').boundingBox() };
  assert.ok(box.x >= 0 && box.x + box.width <= width, 'nothing is wider than the phone');
  const touch = await level(domains[0], 'Onnistuu').locator('..').boundingBox();
  assert.ok(touch.height >= 44, 'a choice is as high as a thumb');

  // All but one, whose fault is named.
  for (const domain of domains.slice(1)) await level(domain, 'Onnistuu mukautuksin').check();
  await overall().fill('Meni hyvin.\nOttaisimme uudelleen.');
  await page.getByRole('button', { name: 'Lähetä palaute' }).tap();
  const alert = page.getByRole('alert');
  assert.match(await alert.innerText(), /Korjaa nämä kohdat[^]*Valmius työelämään/);
  assert.equal(await overall().inputValue(), 'Meni hyvin.\nOttaisimme uudelleen.');
  assert.ok(await level(domains[1], 'Onnistuu mukautuksin').isChecked(), 'what was chosen is kept');

  await alert.getByRole('link').tap();
  await level(domains[0], 'Ei tullut esiin').check();
  await page.getByRole('button', { name: 'Lähetä palaute' }).tap();
  await page.getByRole('heading', { name: 'Kiitos palautteesta' }).waitFor();

  // Sent again by reloading it is taken no second time; the link itself opens nothing any more.
  await page.reload();
  await page.getByRole('heading', { name: 'Kiitos palautteesta' }).waitFor();
  await page.goto(link);
  await page.getByRole('heading', { name: 'Linkki ei ole käytössä' }).waitFor();
  assert.deepEqual(faults, []);
});
