// Says that somebody reads this page (data-readings holds the address), once it has been in view for a few seconds.
const page = document.querySelector("[data-readings]");
const LONG_ENOUGH = 3000;
let timer;

const watch = () => {
  clearTimeout(timer);
  if (document.visibilityState !== "visible") return;
  timer = setTimeout(() => {
    document.removeEventListener("visibilitychange", watch);
    navigator.sendBeacon(page.dataset.readings);
  }, LONG_ENOUGH);
};

if (page && navigator.sendBeacon) {
  document.addEventListener("visibilitychange", watch);
  watch();
}
