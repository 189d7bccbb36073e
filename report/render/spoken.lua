-- Gives each formula of the PDF the words that a screen reader says, its LaTeX, which templates and
-- authors wrote, and keeps the sentence that leads to it on its page. `spoken` and `lead-in` are
-- functions of page.typ. References come later, and have no formulas.

local function opening(math) return "#spoken(```tex " .. math.text .. "```)[" end

function Inlines(inlines)
  if FORMAT ~= "typst" then return end
  local said, numbered = pandoc.Inlines({}), false
  for _, inline in ipairs(inlines) do
    local before = said[#said]
    if inline.t == "Math" then
      -- A numbered one is in an equation that its label's filter has begun, and ends below.
      numbered = before and before.t == "RawInline" and before.text:match("^#math%.equation%(")
      if numbered then
        before.text = opening(inline) .. before.text
        said:insert(inline)
      else
        said:extend({
          pandoc.RawInline("typst", opening(inline)), inline, pandoc.RawInline("typst", "]"),
        })
      end
    else
      if numbered then inline.text, numbered = inline.text .. "]", false end
      said:insert(inline)
    end
  end
  return said
end

local function displayed(block)
  return block and block.t == "Para" and block.content:find_if(function(inline)
    return inline.t == "Math" and inline.mathtype == "DisplayMath"
  end)
end

function Blocks(blocks)
  if FORMAT ~= "typst" then return end
  local kept = pandoc.Blocks({})
  for place, block in ipairs(blocks) do
    if block.t == "Para" and not displayed(block) and displayed(blocks[place + 1]) then
      kept:extend({
        pandoc.RawBlock("typst", "#lead-in["), block, pandoc.RawBlock("typst", "]"),
      })
    else
      kept:insert(block)
    end
  end
  return kept
end
