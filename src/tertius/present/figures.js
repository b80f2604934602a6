// Draws every chart of the page into its frame, as SVG, from the specification that stands beside it.
// Runs inside the bundle, where vegaEmbed is in scope.

async function draw() {
  // Vega measures text when it lays out; it must measure in the face that will be shown.
  await Promise.all(['12px "Tertius Sans"', '600 14px "Tertius Sans"'].map((face) => document.fonts.load(face)));
  const drawn = [];
  for (const script of document.querySelectorAll("script[data-chart]")) {
    const frame = document.getElementById(script.dataset.chart);
    const fallback = frame.innerHTML;
    try {
      const { view } = await vegaEmbed(frame, JSON.parse(script.textContent), {
        mode: "vega-lite", renderer: "svg", actions: false, ast: true, defaultStyle: false,
      });
      drawn.push({ frame, view });
    } catch (error) {
      frame.innerHTML = fallback;
      console.error(`chart ${script.dataset.chart} was not drawn: ${error.message}`);
    }
  }
  // A sheet is narrower than most windows: lay the page out as on paper first, then fit each chart to its frame.
  const onPaper = (yes) => {
    document.documentElement.classList.toggle("on-paper", yes);
    for (const { frame, view } of drawn) {
      if ("fluid" in frame.dataset) view.width(frame.clientWidth).run();
    }
  };
  addEventListener("beforeprint", () => onPaper(true));
  addEventListener("afterprint", () => onPaper(false));
  document.documentElement.dataset.drawn = String(drawn.length);
}

draw();
