// What a reader would complain about. Each function lists complaints; an empty list is good.
var checks = (() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const visible = element => element.checkVisibility({ visibilityProperty: true });
  const drawings = () => all('svg.drawing').filter(visible);
  const named = element => element.tagName + ' ' + (element.getAttribute('class') || '')
      + ' "' + element.textContent.trim().slice(0, 60) + '"';
  const touch = (a, b) => a.left < b.right - 1 && b.left < a.right - 1
      && a.top < b.bottom - 2 && b.top < a.bottom - 2;

  // Contrast as WCAG 2.2 defines it.
  const rgb = color => (color.match(/[\d.]+/g) || []).map(Number);
  const channel = value => value / 255 <= 0.04045
      ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4;
  const luminance = color => {
    const [r, g, b] = rgb(color).map(channel);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (a, b) => {
    if (a === 'none') return 0;
    const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
    return (light + 0.05) / (dark + 0.05);
  };
  const ground = element => {
    for (let e = element; e; e = e.parentElement) {
      const [r, g, b, a = 1] = rgb(getComputedStyle(e).backgroundColor);
      if (a > 0) return `rgb(${r}, ${g}, ${b})`;
    }
    return 'rgb(255, 255, 255)';
  };
  const ownText = element => [...element.childNodes]
      .some(node => node.nodeType === Node.TEXT_NODE && node.textContent.trim());
  const inside = (inner, outer) => inner.left >= outer.left - 1 && inner.right <= outer.right + 1
      && inner.top >= outer.top - 1 && inner.bottom <= outer.bottom + 1;

  return {
    overflow() {
      const limit = document.documentElement.clientWidth;
      const wide = document.documentElement.scrollWidth;
      const found = all('body *').filter(visible)
          .filter(e => !e.closest('svg') || e.matches('svg'))
          .filter(e => e.getBoundingClientRect().right > limit + 0.5)
          .map(e => `${named(e)} ends at ${e.getBoundingClientRect().right} px of ${limit}`);
      return wide > limit ? [`page is ${wide} px wide on ${limit} px`, ...found] : found;
    },

    // One drawing a plot, in the size for this medium, wide enough to be read.
    plots() {
      return all('figure.plot').flatMap(figure => {
        const shown = all('svg.drawing', figure).filter(visible);
        const width = shown.length === 1 ? shown[0].getBoundingClientRect().width : 0;
        const enough = 0.85 * Math.min(document.documentElement.clientWidth, 600);
        const title = figure.querySelector('h3').textContent;
        return [
          ...(shown.length === 1 ? [] : [`${title}: ${shown.length} drawings`]),
          ...(width >= enough ? [] : [`${title}: ${width} px wide, expected ${enough}`]),
          ...(all('path.line:not(.rest)', shown[0]).length > 0 ? [] : [`${title}: no line`]),
        ];
      });
    },

    // Every named line is named where a reader sees it: at its end or in the legend.
    unnamed() {
      return all('figure.plot').flatMap(figure => {
        const seen = all('svg.drawing text, .legend li', figure).filter(visible)
            .map(e => e.textContent.trim());
        return all('tbody th', figure).map(e => e.textContent.trim())
            .filter(name => !seen.includes(name))
            .map(name => `${figure.querySelector('h3').textContent}: no "${name}" to be seen`);
      });
    },

    cutLabels() {
      return drawings().flatMap(svg => all('text', svg)
          .filter(text => !inside(text.getBoundingClientRect(), svg.getBoundingClientRect()))
          .map(text => `${named(text)} is cut`));
    },

    touchingLabels() {
      return drawings().flatMap(svg => {
        const texts = all('text:not(.moment)', svg)
            .map(e => [e, e.getBoundingClientRect()]);
        return texts.flatMap(([a, box], i) => texts.slice(i + 1)
            .filter(([, other]) => touch(box, other))
            .map(([b]) => `${named(a)} touches ${named(b)}`));
      });
    },

    smallText() {
      return all('body *').filter(e => visible(e) && ownText(e))
          .filter(e => !e.matches('script, title'))
          .map(e => {
            const svg = e.closest('svg');
            const scale = svg ? svg.getBoundingClientRect().width / svg.viewBox.baseVal.width : 1;
            return [e, parseFloat(getComputedStyle(e).fontSize) * scale];
          })
          .filter(([, size]) => size < 10.5)
          .map(([e, size]) => `${named(e)} is ${size.toFixed(1)} px`);
    },

    faintText() {
      return all('body *').filter(e => visible(e) && ownText(e))
          .filter(e => !e.matches('script, title'))
          .map(e => {
            const style = getComputedStyle(e);
            return [e, ratio(e.closest('svg') ? style.fill : style.color, ground(e))];
          })
          .filter(([, contrast]) => contrast < 4.5)
          .map(([e, contrast]) => `${named(e)} has contrast ${contrast.toFixed(2)}`);
    },

    // A line's colour, or the edge of its markers, stands out from the paper.
    faintLines() {
      return drawings().flatMap(svg => all('path.mark', svg)
          .map(mark => {
            const { fill, stroke } = getComputedStyle(mark);
            return [mark, Math.max(ratio(fill, ground(svg)), ratio(stroke, ground(svg)))];
          })
          .filter(([, contrast]) => contrast < 3)
          .map(([mark, contrast]) => `${named(mark)} has contrast ${contrast.toFixed(2)}`));
    },

    // Without colour, dash and marker still tell the lines of a plot apart.
    lookalikes() {
      const twice = list => list.filter((value, i) => list.indexOf(value) !== i);
      return drawings().flatMap(svg => {
        const lines = all('path.line:not(.rest)', svg)
            .map(e => getComputedStyle(e).strokeDasharray);
        const marks = [...new Set(all('path.mark', svg).map(e => e.getAttribute('class')))]
            .map(style => all('path.mark', svg).find(e => e.getAttribute('class') === style))
            .map(e => e.getAttribute('d'));
        return [...twice(lines).map(dash => `two lines dashed ${dash}`),
          ...twice(marks).map(shape => `two lines marked ${shape}`)];
      });
    },

    // On paper: black on white, and no drawing larger than the page or cut by its end.
    paper() {
      const style = getComputedStyle(document.body);
      const pageHeight = 900;
      return [
        ...(style.color === 'rgb(0, 0, 0)' ? [] : [`text is ${style.color}`]),
        ...(style.backgroundColor === 'rgb(255, 255, 255)'
            ? [] : [`paper is ${style.backgroundColor}`]),
        ...drawings().filter(svg => getComputedStyle(svg).breakInside !== 'avoid')
            .map(svg => `${named(svg)} may be cut by the page's end`),
        ...drawings().filter(svg => svg.getBoundingClientRect().height > pageHeight)
            .map(svg => `${named(svg)} is higher than a page`),
        ...all('nav').filter(visible).map(() => 'links are printed'),
      ];
    },
  };
})();
