"""Keys of request.META that no client can send: a header's key begins with HTTP_."""

#: The page is kept as a file: what only today says of it is left to the reader's browser.
AS_FILE = "newsroom.as_file"
#: The number of rows on the first page of a list of the API.
PAGE_SIZE = "newsroom.page_size"
