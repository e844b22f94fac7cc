"""Drives Chromium through pages of real runs; see script/check-html."""

import argparse
import io
import pathlib
import subprocess
import sys
import tempfile
import time

import PIL.Image
import playwright.sync_api

import hostile_target

CRM = ["spec/crm/crm-b2b-co.md", "--overlay", "spec/crm/overlay.yaml", "--fixtures",
       "spec/crm/fixtures.yaml", "--reference"]
FAULTS = [word for fault in ("wrong-type", "error-body-missing", "token-not-checked")
          for word in ("--fault", fault)]
problems = []


def demand(is_so, what):
    print(("ok      " if is_so else "FAILED  ") + what, flush=True)
    if not is_so:
        problems.append(what)


def run(muster, page, code, *arguments):
    command = [muster, "run", *arguments, "--report", f"html={page}", "--quiet"]
    result = subprocess.run(command, capture_output=True, timeout=300)
    demand(result.returncode == code,
           f"{page.name}: muster ends with {code} (it was {result.returncode}), "
           + result.stdout.decode(errors="replace").strip().split("\n")[-1][:120])


class Page:
    """One page in a browser that notes what must not happen."""

    def __init__(self, browser, path, scheme="light", width=1200, height=860, scripts=True):
        self.name = f"{path.stem} {scheme} {width}"
        self.context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme,
            java_script_enabled=scripts, reduced_motion="reduce")
        self.page = self.context.new_page()
        self.noise, self.asked = [], []
        self.page.on("console", lambda message: self.noise.append(message.text))
        self.page.on("pageerror", lambda error: self.noise.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.noise.append("dialog"), dialog.dismiss()))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.address = f"file://{path}"
        self.page.goto(self.address)

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        if kind is None:
            self.quiet()
        self.context.close()

    def quiet(self):
        demand(not self.noise, f"{self.name}: nothing on the console {self.noise[:3] or ''}")
        demand(self.asked == [self.address], f"{self.name}: no request {self.asked[1:3] or ''}")

    def demand(self, is_so, what):
        demand(is_so, f"{self.name}: {what}")

    def count(self, selector):
        return self.page.locator(selector).count()

    def text(self, selector):
        return self.page.locator(selector).first.inner_text()

    def wait(self, condition):
        """Not wait_for_function, which the page's policy refuses."""
        end = time.monotonic() + 10
        while not self.page.evaluate(condition) and time.monotonic() < end:
            time.sleep(0.02)
        return self.page.evaluate(condition)

    def fits(self):
        return self.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def check_passing(browser, path):
    with Page(browser, path) as page:
        page.demand("Passed" in page.text(".verdict"), "the verdict")
        page.demand(page.count("#failures") == 0, "no failures")
        page.demand(page.count("#found-rows tr.row") == 100, "only the first rows are drawn")
        page.page.locator("#more").scroll_into_view_if_needed()
        page.demand(page.wait("document.querySelectorAll('#found-rows tr.row').length > 100"),
                    "more rows come when they are looked at")


def check_failing(browser, path):
    with Page(browser, path) as page:
        page.demand("21 cases broke the contract" in page.text(".verdict"), "the verdict")
        page.demand(page.count("#failures > .cause") == 3, "three causes")
        page.demand("21 of 752" in page.text("#found"), "failed cases are listed first")
        page.demand(page.count(".matrix td.failed") >= 3, "broken cells in the matrix")

        page.page.locator('#failures .cause[data-number="0"] summary').click()
        page.demand("590" in page.text("#failures .cause[open] .spec .marked"), "the spec's line")
        page.demand("4001" in page.text("#failures .cause[open] .actual"), "what was answered")
        page.demand("expected string" in page.text("#failures .cause[open] .expected"),
                    "what was expected")
        page.demand("curl -i" in page.text("#failures .cause[open] .command"), "the command")
        page.page.locator("#failures .cause[open] >> text=List its cases").click()
        page.demand("3 of 752" in page.text("#found"), "the cases of one cause")

        page.page.keyboard.press("Escape")
        page.demand("752 cases" == page.text("#found"), "Escape shows all")
        page.page.keyboard.press("/")
        page.page.keyboard.type("partnum expired")
        page.demand(page.wait("document.querySelector('#found').textContent.startsWith('1 of')"),
                    "search by words")
        page.page.locator("#search").blur()
        page.page.keyboard.press("j")
        page.page.keyboard.press("Enter")
        page.demand(page.count("#found-rows tr.detail .difference") == 1, "a case opens by keyboard")
        page.demand("auth-enforced" in page.text("#found-rows tr.detail"), "its finding")
        page.page.keyboard.press("Enter")
        page.demand(page.count("#found-rows tr.detail") == 0, "and closes")
        page.page.keyboard.press("f")
        page.demand("21 of 752" in page.text("#found"), "f shows what failed")
        page.page.select_option("#intent", "auth")
        page.demand("5 of 752" in page.text("#found"), "one intent")
        page.page.keyboard.press("Tab")
        page.page.locator("th[data-operation] button").nth(1).click()
        page.demand("GET /accounts/{accountId}" in page.text("#chosen"), "cases of an operation")
        headings = page.page.evaluate("[...document.querySelectorAll('h1,h2')].map(h => h.textContent)")
        page.demand(len(headings) > 5, "headings")

    with Page(browser, path, scripts=False) as page:
        page.demand("Failed" in page.text(".verdict"), "without JavaScript: the verdict")
        page.page.locator("#failures .cause summary", has_text="error-body").click()
        page.demand("the error answer has no body" in page.text("#failures .cause[open]"),
                    "without JavaScript: a failure")
        page.demand("needs JavaScript" in page.text("#cases"), "without JavaScript: it says so")


def check_hostile(browser, path):
    size = path.stat().st_size
    demand(size < 24 << 20, f"{path.stem}: {size >> 10} KiB are less than 24 MiB")
    with Page(browser, path) as page:
        took = page.page.evaluate(
            "(() => { const t = performance.getEntriesByType('navigation')[0]; "
            "return t.domContentLoadedEventEnd })()")
        page.demand(took < 8000, f"there after {took:.0f} ms")
        listed = int(page.text("#verdicts [data-verdict=f]").split()[-1].replace(",", ""))
        page.demand(listed >= 5000, f"{listed} failures in the list")
        took = page.page.evaluate(
            "(() => { const s = document.querySelector('#search'); s.value = 'things7';"
            "const t = performance.now(); s.dispatchEvent(new Event('input'));"
            "return new Promise(done => { const look = () => "
            "document.querySelector('#found').textContent.includes(' of ') "
            "&& document.querySelectorAll('#found-rows tr.row').length > 0 "
            "&& document.querySelector('#found-rows .group').textContent.includes('things7') "
            "? done(performance.now() - t) : setTimeout(look, 5); look(); }); })()")
        page.demand(took < 1500, f"filtered after {took:.0f} ms")
        for place in range(12):
            page.page.locator("#found-rows tr.row button.open").nth(place).click()
        page.demand(page.count("#found-rows tr.detail") == 12, "cases open")
        page.page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
        page.page.wait_for_timeout(300)
        page.demand(page.page.evaluate("window.owned === undefined"), "nothing of the target runs")
        for tag in ("img", "iframe", "object", "body b[onmouseover]", "[onload]", "[onmouseover]",
                    "pre script", "td script", "style:not(head style)"):
            page.demand(page.count(tag) == 0, f"no {tag} came in")
        page.demand(page.count("script") == 3, "three script elements")
        page.demand("<script>window.owned=1</script>" in page.page.content().replace(
            "&lt;", "<").replace("&gt;", ">"), "what it sent is shown as text")
        shown = page.page.evaluate("document.body.innerText")
        page.demand(not any(letter in shown for letter in "\u202e\u2066\u2028\u2029\u001b\ufeff\u0085"),
                    "no letter that hides or turns text")
        page.demand(page.fits(), "nothing is wider than the page, all of it open")


def check_looks(browser, pages, images):
    for path in pages:
        for scheme, width in (("light", 1200), ("dark", 1200), ("light", 360), ("dark", 360)):
            with Page(browser, path, scheme, width, height=1150) as page:
                page.demand(page.fits(), "nothing is wider than the page")
                if path.stem == "failures-3":
                    page.page.locator('#failures .cause[data-number="0"] summary').click()
                    page.demand(page.fits(), "nor with a cause open")
                if images and (width, scheme) != (360, "dark"):
                    name = f"report-{path.stem}-{'narrow' if width == 360 else scheme}.png"
                    keep(page.page.screenshot(), images / name)


def keep(png, path):
    """A small picture: the page has few colours."""
    image = PIL.Image.open(io.BytesIO(png)).convert("RGB")
    image.quantize(128, dither=PIL.Image.Dither.NONE).save(path, optimize=True)
    demand(path.stat().st_size <= 150_000, f"{path.name}: {path.stat().st_size} bytes")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("muster")
    parser.add_argument("chromium")
    parser.add_argument("--images", type=pathlib.Path, help="a folder for pictures of the pages")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        pages = [folder / f"failures-{count}.html" for count in (0, 3, 5000)]
        definition = folder / "things.json"
        definition.write_text(hostile_target.definition())
        run(options.muster, pages[0], 0, *CRM)
        run(options.muster, pages[1], 1, *CRM, *FAULTS)
        run(options.muster, pages[2], 1, str(definition), "--base-url", hostile_target.start(),
            "--max-cases", "6500", "--jobs", "8")
        with playwright.sync_api.sync_playwright() as driver:
            browser = driver.chromium.launch(
                executable_path=options.chromium, args=["--no-sandbox"])
            check_passing(browser, pages[0])
            check_failing(browser, pages[1])
            check_hostile(browser, pages[2])
            if options.images:
                options.images.mkdir(parents=True, exist_ok=True)
            check_looks(browser, pages, options.images)
            browser.close()
    if problems:
        sys.exit(f"check-html: {len(problems)} of the demands are not met")
    print("check-html: every demand is met")


main()
