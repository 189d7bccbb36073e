-- For Quarto's PDF: takes cells out of the blocks that Quarto puts around them, which no figure could
-- leave for the top or bottom of a page.

function Div(div)
  for _, class in ipairs({ "cell", "cell-output", "cell-output-display" }) do
    if div.classes:includes(class) then return div.content end
  end
end
