-- For Quarto: takes what cells show out of the blocks that Quarto puts around it. No heading in them
-- would come into the page's contents, and no figure could leave them for the top or bottom of a page.

function Div(div)
  for _, class in ipairs({ "cell", "cell-output", "cell-output-display" }) do
    if div.classes:includes(class) then return div.content end
  end
end
