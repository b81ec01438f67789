"""Raw texts for the tests of importing: small, of the kind that comes."""

BODY = (
    "7月17日，安平市人民检察院召开公益诉讼工作座谈会。安平市人民检察院检察长孙明刚、副检察长穆书琴参加会议。",
    "孙明刚检察长表示，主动接受监督是检察机关依法履职的重要保证，要把公益诉讼办案与促进行业整治、区域治理结合起来。",
    "穆书琴副检察长指出，要提高检察建议的质量，健全双向移送机制，加强与行政机关的沟通协调，争取最佳的社会效果。",
)
OTHER_BODY = (
    "9月3日，临河县人民法院开展禁毒宣传进校园活动，干警们为同学们上了一堂生动的法治课。",
    "活动中，干警通过展板和仿真毒品模型讲解新型毒品的种类和危害，同学们踊跃提问，现场气氛热烈。",
)


def make_text(title="安平市检察院召开公益诉讼座谈会", *, body=BODY, published="2019-07-18 09:30", extra=()):
    """A scraped page as bytes."""
    head = [title, f"发布时间：{published}　浏览次数：次"]
    return "\n".join([*head, *body, *extra, "供稿：刘小璐", "分享到："]).encode()
