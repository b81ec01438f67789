// Ask again how far the work on a batch is, until nothing is left to do.

const progress = document.querySelector("[data-look-again]")
if (progress) setTimeout(() => location.reload(), Number(progress.dataset.lookAgain))
