// Opens what is folded where a link leads into it, for browsers that do not do so by themselves.
const unfold = () => {
  const place = document.getElementById(location.hash.slice(1));
  const folded = place?.closest("details:not([open])");
  if (!folded) return;
  folded.open = true;
  place.scrollIntoView();
};

addEventListener("hashchange", unfold);
unfold();
