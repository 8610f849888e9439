// The bar at the foot of a form sticks to the window's edge. What it would cover keeps its distance by the bar's real height, which text size, language and
// width decide (style.css: --foot), and a bar that would take too much of a window does not stick.

/** Of the window's height. */
const mostShare = 0.3;

export interface FootWatch {
  watch: (foot: HTMLElement) => void;
  end: () => void;
}

export function createFootWatch(form: HTMLElement): FootWatch {
  let watched: HTMLElement | undefined;
  // Browsers from before 2020 may have none: there the bar is measured when the window changes.
  const observer = typeof ResizeObserver === 'undefined' ? undefined : new ResizeObserver(measure);

  function measure(): void {
    if (!watched) return;
    const height = watched.offsetHeight;
    const sticks = height <= window.innerHeight * mostShare;
    watched.classList.toggle('loose', !sticks);
    form.style.setProperty('--foot', `${sticks ? height : 0}px`);
  }

  window.addEventListener('resize', measure);
  return {
    watch(foot) {
      if (foot === watched) return;
      if (observer && watched) observer.unobserve(watched);
      watched = foot;
      if (observer) observer.observe(foot);
      else measure();
    },
    end() {
      window.removeEventListener('resize', measure);
      if (observer) observer.disconnect();
    },
  };
}
