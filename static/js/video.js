// Plays a video in its place once somebody asked for it ([data-video] holds the address for a frame): before that,
// nothing of its host is loaded. Without this the link leads to where the video lies.
for (const place of document.querySelectorAll("[data-video]")) {
  place.querySelector("a").addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const frame = document.createElement("iframe");
    frame.title = place.dataset.title;
    frame.allow = "autoplay; fullscreen; picture-in-picture";
    frame.referrerPolicy = "strict-origin"; // YouTube plays nothing for whoever names no origin
    frame.sandbox = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-presentation";
    frame.src = place.dataset.video;
    place.replaceChildren(frame);
    frame.focus();
  });
}
